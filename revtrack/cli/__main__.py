"""`python -m revtrack.cli`: the same as `revtrack`."""

from revtrack.cli.main import run

run()
