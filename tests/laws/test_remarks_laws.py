"""Laws of remarks: whatever a colleague writes beside a change comes back from a workbook and from CSV."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.report.changerows import change_rows
from revtrack.report.diffjson import change_ids
from revtrack.report.neutral import neutral
from revtrack.report.notes import read_remarks
from revtrack.report.reportcsv import report_csv
from revtrack.report.reportviews import Remark, ReportView
from revtrack.report.reportxlsx import report_xlsx
from tests.unit.report.report_samples import demo

DIFF = demo().view()
IDS = change_ids(DIFF.comparison)
SHOWN = [row.id for row in change_rows(ReportView(DIFF, IDS))]
TEXTS = st.text(st.one_of(st.sampled_from("=+-@'\"_x0 05F;,\n\t<&æ"), st.characters()), min_size=1, max_size=40)
WRITTEN = TEXTS.map(neutral).map(lambda text: text.replace("\r", "").strip()).filter(bool)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(SHOWN), WRITTEN, min_size=1, max_size=4))
def test_remarks_come_back_as_they_can_be_shown(texts: dict[str, str]) -> None:
    """Characters that cannot be seen come back as they are shown, `<U+202E>`; all others as they are."""
    remarks = tuple(Remark(change_id, text) for change_id, text in texts.items())
    view = ReportView(DIFF, IDS, remarks=remarks)
    for data, name in ((report_xlsx(view), "back.xlsx"), (report_csv(view), "back.csv")):
        found = read_remarks(data, name)
        assert {remark.change_id: remark.text for remark in found} == texts
        assert len(found) == len(texts)
        again = ReportView(DIFF, IDS, remarks=found)
        assert [row.remarks for row in change_rows(again)] == [row.remarks for row in change_rows(view)]
