"""`python -m ale_moderation` is the command `ale-moderation`."""

from ale_moderation.cli import main

if __name__ == "__main__":
    main(prog_name="ale-moderation")
