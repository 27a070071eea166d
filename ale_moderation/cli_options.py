"""What the commands share: the failure of a user, and the options that many of them take."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """What went wrong for the user, on one line and with status 2."""

    exit_code = 2


RULES = click.option(
    "--rules", metavar="DIR", help="A folder of rule files (regelfiler) instead of the shipped one."
)
POLICY = click.option(
    "--policy",
    metavar="FILE",
    help="A policy.toml of your own: thresholds, disposal decision (gallringsbeslut), names.",
)
