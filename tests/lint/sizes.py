"""sizes.py ROOT   Fails when a file is longer than 600 lines or a function longer than 60; prints the spread."""
import re
import sys

from sources import cpp_files, finish

MAX_FILE = 600
MAX_FUNCTION = 60
# A line that may open a function body: ends with '{', holds ')', and is no control statement or type.
OPENS = re.compile(r"^\s*(?!(if|for|while|switch|else|do|try|catch|namespace|class|struct|enum|union|return)\b)[^#/].*\)[^;]*\{\s*$")


def functions(lines):
    """Yields (first line, length) of each function body, by matching indentation of its closing brace."""
    for index, line in enumerate(lines):
        if not OPENS.match(line) or "= [" in line or line.rstrip().endswith("({"):
            continue
        start = index
        indent = len(line) - len(line.lstrip())
        # a signature of several lines opens where its indentation is least
        while start > 0 and len(lines[start]) - len(lines[start].lstrip()) > 0 and (
                lines[start].lstrip().startswith(": ") or lines[start - 1].rstrip().endswith((",", "("))):
            start -= 1
            indent = min(indent, len(lines[start]) - len(lines[start].lstrip()))
        closing = " " * indent + "}"
        for end in range(index + 1, len(lines)):
            if lines[end].startswith(closing) and len(lines[end]) - len(lines[end].lstrip()) == indent:
                yield start + 1, end - start + 1
                break


def check(path, lines):
    problems = []
    if len(lines) > MAX_FILE:
        problems.append(f"{path}: {len(lines)} lines, at most {MAX_FILE}")
    for first, length in functions(lines):
        if length > MAX_FUNCTION:
            problems.append(f"{path}:{first}: a function of {length} lines, at most {MAX_FUNCTION}")
    return problems


def spread(name, numbers):
    numbers = sorted(numbers) or [0]
    print(f"{name}: {len(numbers)}, median {numbers[len(numbers) // 2]}, p90 {numbers[len(numbers) * 9 // 10]}, "
          f"max {numbers[-1]}")


if __name__ == "__main__":
    files = list(cpp_files(sys.argv[1]))
    spread("files", [len(lines) for _, lines in files])
    spread("functions", [length for _, lines in files for _, length in functions(lines)])
    finish([problem for path, lines in files for problem in check(path, lines)])
