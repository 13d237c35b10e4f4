"""Drives LibreOffice Writer: it opens Word files, accepts or rejects every change in them, and says what is left.

One start of the program does many files: a macro of its own reads a list of them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = shutil.which("lowriter") and shutil.which("soffice")
SECONDS = 600
RECORD, FIELD = "\x1e", "\x1f"
MATTER = ("Report", "Header", "Footer")
"""How the names of styles begin whose paragraphs are the report's own."""

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false"><library:element library:name="Redlines"/></library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" \
library:link="false"/></library:libraries>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redlines" script:language="StarBasic">
Sub Run(listed As String)
  Dim disk As Object, reader As Object, row As String, parts
  disk = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  reader = createUnoService("com.sun.star.io.TextInputStream")
  reader.setInputStream(disk.openFileRead(listed))
  reader.setEncoding("UTF-8")
  Do While Not reader.isEOF()
    row = reader.readLine()
    parts = Split(row, Chr(9))
    If UBound(parts) = 2 Then Settle(parts(0), parts(1), parts(2))
  Loop
  reader.closeInput()
  StarDesktop.terminate()
End Sub

Sub Settle(source As String, verb As String, target As String)
  Dim document As Object, window As Object, dispatcher As Object, sink As Object, disk As Object
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  window = document.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(window, ".uno:" &amp; verb, "", 0, Array())
  disk = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  sink = createUnoService("com.sun.star.io.TextOutputStream")
  sink.setOutputStream(disk.openFileWrite(target))
  sink.setEncoding("UTF-8")
  Dim paragraphs As Object, item As Object, i As Long
  paragraphs = document.Text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    item = paragraphs.nextElement()
    If item.supportsService("com.sun.star.text.Paragraph") Then
      sink.writeString("P" &amp; Chr(31) &amp; item.ParaStyleName &amp; Chr(31) &amp; Words(item) &amp; Chr(30))
    End If
  Loop
  For i = 0 To document.Footnotes.Count - 1
    item = document.Footnotes.getByIndex(i)
    sink.writeString("N" &amp; Chr(31) &amp; item.getLabel() &amp; Chr(31) &amp; item.getString() &amp; Chr(30))
  Next i
  sink.writeString("E" &amp; Chr(31) &amp; document.Redlines.createEnumeration().hasMoreElements() &amp; Chr(31) &amp; Chr(30))
  sink.closeOutput()
  document.close(True)
End Sub

Function Words(item As Object) As String
  Dim portions As Object, portion As Object, found As String
  portions = item.createEnumeration()
  Do While portions.hasMoreElements()
    portion = portions.nextElement()
    If portion.TextPortionType &lt;&gt; "Footnote" Then found = found &amp; portion.getString()
  Loop
  Words = found
End Function
</script:module>
"""


@dataclass(frozen=True)
class Left:
    """What LibreOffice leaves: paragraphs of the text, footnotes in order, and whether any change is still open."""

    paragraphs: list[str]
    footnotes: list[str]
    open: bool


def settle(files: Sequence[tuple[str, bytes]], verb: str, folder: Path) -> dict[str, Left]:
    """What is left of each file when all changes are accepted ("accept") or rejected ("reject"), by its name."""
    assert PROGRAM is not None
    profile = folder / "profile"
    _install(profile)
    command = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}[verb]
    lines = []
    for at, (_, data) in enumerate(files):
        source, target = folder / f"{verb}{at}.docx", folder / f"{verb}{at}.txt"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        lines.append(f"{source.as_uri()}\t{command}\t{target.as_uri()}\n")
    listed = folder / f"{verb}.list"
    listed.write_text("".join(lines) + "\n", encoding="utf-8")  # the reader is at its end before its last line
    macro = f'macro:///Standard.Redlines.Run("{listed.as_uri()}")'
    switches = ("--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}")
    subprocess.run([PROGRAM, *switches, macro], check=True, timeout=SECONDS, capture_output=True)
    return {name: _left((folder / f"{verb}{at}.txt").read_text(encoding="utf-8")) for at, (name, _) in enumerate(files)}


def _install(profile: Path) -> None:
    """The macro in a profile of its own, so that nobody's settings matter; the first start would write over it."""
    library = profile / "user" / "basic" / "Standard"
    if not library.exists():
        switches = ("--headless", "--norestore", "--terminate_after_init", f"-env:UserInstallation={profile.as_uri()}")
        subprocess.run([str(PROGRAM), *switches], check=True, timeout=SECONDS, capture_output=True)
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Redlines.xba").write_text(_MODULE, encoding="utf-8")
    (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")


def _left(said: str) -> Left:
    records = [record.split(FIELD) for record in said.split(RECORD) if record]
    paragraphs = [text for kind, style, text in records if kind == "P" and text and not style.startswith(MATTER)]
    footnotes = [text.removeprefix("\t") for kind, _, text in records if kind == "N"]
    return Left(paragraphs, footnotes, records[-1][1] not in ("False", "0"))
