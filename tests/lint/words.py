"""words.py ROOT   Fails on file names that say nothing, unfinished work, and lines over 120 characters."""
import os
import re
import sys

from sources import cpp_files, finish

BAD_NAME = re.compile(r"(^|_)(utils?|common|helpers?|misc|manager|impl2)(\.|_|$)")
UNFINISHED = re.compile(r"\b(TODO(?!\(#\d+\))|FIXME|XXX|HACK)\b")
MAX_COLUMNS = 120


def check(path, lines):
    problems = []
    if BAD_NAME.search(os.path.basename(path)):
        problems.append(f"{path}: a file is named after what it does")
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            problems.append(f"{path}:{number}: unfinished work needs an issue number")
        if len(line) > MAX_COLUMNS:
            problems.append(f"{path}:{number}: {len(line)} columns, at most {MAX_COLUMNS}")
        if line.rstrip() != line:
            problems.append(f"{path}:{number}: white space at the end")
    if path.endswith(".h") and "#pragma once" not in lines:
        problems.append(f"{path}: no #pragma once")
    return problems


if __name__ == "__main__":
    finish([problem for path, lines in cpp_files(sys.argv[1]) for problem in check(path, lines)])
