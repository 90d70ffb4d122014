#!/usr/bin/env python3
"""Brings what the pages of a site link to: docs/site/links.py REPOSITORY SITE.

A link that holds in the repository shall hold on the site. A file that is not there is copied; a folder gets a page
that lists it, and the link leads there.
"""
import pathlib
import re
import shutil
import sys

repository, site = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
LINK = re.compile(r"(\]\()([^)#\s]+)(#[^)]*)?(\))")


def listed(folder):
    page = site / folder / "index.md"
    if not page.exists():
        page.parent.mkdir(parents=True, exist_ok=True)
        names = sorted(entry.name for entry in (repository / folder).iterdir() if entry.is_file())
        page.write_text(f"# {folder}\n\n" + "".join(f"- [{name}]({name})\n" for name in names))
        for name in names:
            bring(folder / name)


def bring(path):
    if not (site / path).exists():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository / path, site / path)


for page in list(site.rglob("*.md")):
    home = page.parent.relative_to(site)

    def led(match):
        start, target, anchor, end = match.groups()
        if ":" in target:
            return match.group()
        there = repository / home / target
        if not there.exists() or not there.resolve().is_relative_to(repository):
            return match.group()
        path = there.resolve().relative_to(repository)
        if there.is_file():
            bring(path)
            return match.group()
        listed(path)
        return f"{start}{target.rstrip('/')}/index.md{anchor or ''}{end}"

    page.write_text(LINK.sub(led, page.read_text()))
