"""The command of the tests of the command line, here as well."""

from tests.cli.conftest import run

__all__ = ["run"]
