"""arrows.py ROOT   Fails when an include goes against an arrow of docs/architecture.md or through a wall around a library."""
import re
import sys

from sources import cpp_files, finish

# folder -> the folders of ours that it may include
ARROWS = {
    "core": {"core"},
    "store": {"core", "store"},
    "importers": {"core", "importers"},
    "indexer": {"core", "indexer"},
    "server/service": {"core", "store", "importers", "indexer", "server/service"},
    "server/http": {"core", "store", "importers", "indexer", "server/service", "server/http"},
    "cli": {"core", "store", "importers", "indexer", "server/service", "server/http", "cli"},
}
# library header -> the only folder that may include it
WALLS = {
    r"lmdb\.h": "store/lmdb/",
    r"xapian(\.h|/.*)": "indexer/xapian/",
    r"cmark.*": "importers/markdown/",
    r"pistache/.*": "server/http/",
    r"sodium\.h": "core/",
    r"curl/.*": "server/service/webhooks/",
    r"xlsxwriter.*": "server/service/brief_workbook",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def home(path):
    return next((folder for folder in ARROWS if path.startswith(folder + "/")), None)


def check(path, lines):
    problems = []
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        kind, target = match.groups()
        where = f"{path}:{number}"
        if kind == '"':
            if home(target) is None:
                problems.append(f"{where}: '{target}' is not written from the repository root")
            elif home(target) not in ARROWS[home(path)]:
                problems.append(f"{where}: {home(path)} may not include {target}")
        for library, folder in WALLS.items():
            if re.fullmatch(library, target) and not path.startswith(folder):
                problems.append(f"{where}: <{target}> belongs in {folder} only")
    return problems


if __name__ == "__main__":
    finish([problem for path, lines in cpp_files(sys.argv[1]) for problem in check(path, lines)])
