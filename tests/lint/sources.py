"""What the lint tests share: the project's C++ files and how they print what they found."""
import os
import sys

FOLDERS = ("core", "store", "importers", "indexer", "server", "cli")


def cpp_files(root, folders=FOLDERS):
    for folder in folders:
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in sorted(names):
                if name.endswith((".h", ".cc")):
                    full = os.path.join(path, name)
                    with open(full, encoding="utf-8") as file:
                        yield os.path.relpath(full, root), file.read().split("\n")


def finish(problems):
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)
