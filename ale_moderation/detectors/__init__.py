"""One file per thing that a moderator would name. `DETECTORS` runs them in order."""
