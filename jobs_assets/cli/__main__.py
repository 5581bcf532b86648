"""`python -m jobs_assets.cli`: the program `jobs`, where only the interpreter is at hand."""

from jobs_assets.cli.main import main

main()
