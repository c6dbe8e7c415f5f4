"""curriculum.py ROOT   Fails on a dead link in starter/, on guides, paths and templates whose two languages differ, on
wrong numbers in worked examples, on quizzes nobody could answer and on ids that the taxonomy does not know."""
import ast
import math
import operator
import os
import re
import sys
from urllib.parse import parse_qs, unquote, urlsplit

import starter_text as text
from sources import finish

LANGUAGES = ("en", "zh")
ROLES = ("pmo-assistant", "project-coordinator", "pmo-manager", "portfolio-director")
PAGES = ("/", "/kickoff")
MAX_MINUTES = 10
QUESTIONS = range(4, 7)
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
CALCULATION = ("Calculation", "计算")


class Starter:
    """The files of the library, and what the taxonomy knows."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        for path, _, names in os.walk(folder):
            for name in sorted(names):
                full = os.path.join(path, name)
                with open(full, encoding="utf-8") as file:
                    self.files[os.path.relpath(full, folder).replace(os.sep, "/")] = file.read()
        self.ids, self.lesson_headings = read_taxonomy(self.files["taxonomy.yaml"])

    def documents(self, kind):
        """{slug: {language: (front matter, body)}}"""
        out = {}
        for path, source in self.files.items():
            parts = path.split("/")
            if len(parts) == 3 and parts[0] == kind and parts[1] in LANGUAGES and path.endswith(".md"):
                out.setdefault(parts[2][:-3], {})[parts[1]] = text.split_front_matter(source)
        return out


def read_taxonomy(source):
    ids, headings, part = {"phases": set(), "risks": set(), "tags": set()}, set(), ""
    for line in source.split("\n"):
        top = re.match(r"^(\w+):", line)
        part = top[1] if top else part
        entry = re.match(r"^  - id: ([\w-]+)", line)
        name = re.match(r"^      - (.+)$", line)
        if entry and part in ids:
            ids[part].add(entry[1])
        elif name and part == "lesson_headings":
            headings.add(name[1].strip().lower())
    return ids, headings


def as_list(value):
    return [value] if isinstance(value, str) else value or []


def check_front_matter(starter):
    """": " in a plain value ends the front matter for every YAML reader."""
    for path, source in starter.files.items():
        head = source[4:].partition("\n---\n")[0] if source.startswith("---\n") else ""
        for line in head.split("\n"):
            if re.match(r"""^(?:\w+:|  -) +[^"'{\[].*: """, line):
                yield f"{path}: '{line.strip()}' needs quotation marks"


def check_labels(where, fields, ids):
    keys = {"phases": "phases", "phase": "phases", "risks": "risks", "risk": "risks", "tags": "tags"}
    for key, kind in keys.items():
        for one in as_list(fields.get(key)):
            if one not in ids[kind]:
                yield f"{where}: {key} '{one}' is not in the taxonomy"


def check_question(where, question):
    options = [option for _, option in question.options]
    at = f"{where}: question '{question.prompt}'"
    if len(set(options)) < len(options):
        yield f"{at} has the same option twice"
    if question.kind in ("single", "multiple", "case") and not any(right for right, _ in question.options):
        yield f"{at} has no right option"
    if question.kind != "short" and len(options) < 2:
        yield f"{at} has fewer than two options"
    if not text.LINK.search(question.feedback):
        yield f"{at} has no feedback with a link to what it comes from"


def check_quiz(where, body):
    quizzes = text.section(body, text.QUIZ_HEADINGS)
    if len(quizzes) != 1:
        yield f"{where}: {len(quizzes)} quizzes instead of one"
        return
    questions = text.questions(quizzes[0])
    if len(questions) not in QUESTIONS:
        yield f"{where}: {len(questions)} questions instead of {QUESTIONS[0]} to {QUESTIONS[-1]}"
    for question in questions:
        yield from check_question(where, question)


def check_minutes(where, fields, body):
    declared = int(fields.get("minutes") or 0)
    needed = text.reading_minutes(body)
    if declared > MAX_MINUTES:
        yield f"{where}: {declared} minutes, at most {MAX_MINUTES}"
    if declared < math.floor(needed):
        yield f"{where}: says {declared} minutes and takes {needed:.1f}"


def check_figures(where, body):
    yield from check_equations(where, body)
    for table in text.tables(body):
        yield from check_calculations(where, table)


def announces_lessons(heading, names):
    """A name alone, or Chinese words before it (本期经验教训); the importer knows more forms."""
    return heading in names or any(heading.endswith(name) for name in names if ord(name[0]) >= 0x3400)


def check_guide(where, fields, body, starter):
    if fields.get("kind") != "guide":
        yield f"{where}: kind is not guide"
    if not fields.get("sources") or not text.section(body, text.SOURCE_HEADINGS):
        yield f"{where}: no sources"
    for _, heading in text.headings(body):
        if announces_lessons(heading.lower(), starter.lesson_headings):
            yield f"{where}: '{heading}' would make lessons of a guide"
    yield from check_labels(where, fields, starter.ids)
    yield from check_minutes(where, fields, body)
    yield from check_quiz(where, body)
    yield from check_figures(where, body)


def compute(node):
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](compute(node.left), compute(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -compute(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    raise ValueError("no arithmetic")


def value_of(expression):
    """The value of "4 × 20 × 80 %" or "(240 − 96) / 24"; None when it is not arithmetic, or a number alone."""
    plain = expression.replace("×", "*").replace("−", "-").replace(",", "").strip()
    if plain.count("(") > plain.count(")"):  # a bracket of the sentence
        plain = plain.lstrip("( ")
    plain = re.sub(r"(\d+(?:\.\d+)?) ?%", r"(\1/100)", plain)
    try:
        tree = ast.parse(plain, mode="eval").body
        return compute(tree) if isinstance(tree, ast.BinOp) else None
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def is_rounded(value, shown):
    """Whether `shown` ("about 232 days", "46.7 %", "−120,000") is `value`, rounded to the digits it has."""
    number = re.search(r"[−-]?\d[\d,]*(?:\.(?P<digits>\d+))?(?P<percent> ?%)?", shown)
    if not number:
        return True
    stated = float(number[0].rstrip("% ").replace(",", "").replace("−", "-"))
    unit = 10.0 ** -len(number["digits"] or "")
    return abs(value * (100 if number["percent"] else 1) - stated) <= unit * 0.5 + 1e-6


def check_calculations(where, table):
    header, *rows = table
    columns = [i for i, name in enumerate(header) if name in CALCULATION]
    for row in rows:
        for i in (column for column in columns if column + 1 < len(row)):
            value = value_of(row[i])
            if value is not None and not is_rounded(value, row[i + 1]):
                yield f"{where}: {row[i]} is {value:g}, not {row[i + 1]}"


def check_equations(where, body):
    """Each "180,000 / 225,000 = 0.80" of the text."""
    for expression, shown in re.findall(r"([\d(][\d.,()×−/+% ]*) = ([−-]?\d[\d.,]*(?: ?%)?)", body):
        value = value_of(expression.strip())
        if value is not None and not is_rounded(value, shown):
            yield f"{where}: {expression.strip()} is {value:g}, not {shown}"


def check_same_numbers(where, bodies, counts=lambda row: True):
    """Compares the numbers in the tables of both languages, in the rows that `counts` accepts."""
    en, zh = (text.tables(bodies[language]) for language in LANGUAGES)
    if len(en) != len(zh):
        yield f"{where}: {len(en)} tables in English, {len(zh)} in Chinese"
    for one, other in zip(en, zh):
        for row, counterpart in zip(one, other):
            here, there = (text.numbers(" | ".join(cells)) for cells in (row, counterpart))
            if here != there and counts(row):
                yield f"{where}: '{' | '.join(row)}' has {here}, the Chinese {there}"
        if len(one) != len(other):
            yield f"{where}: a table of {len(one)} rows in English has {len(other)} in Chinese"


def check_same_quiz(where, bodies):
    en, zh = ("".join(text.section(bodies[language], text.QUIZ_HEADINGS)) for language in LANGUAGES)
    here, there = ([question.pattern for question in text.questions(quiz)] for quiz in (en, zh))
    if here != there:
        yield f"{where}: the quizzes differ: {here} and {there}"


def check_guides(starter):
    for name, versions in starter.documents("guides").items():
        where = f"guides/{name}"
        if set(versions) != set(LANGUAGES):
            yield f"{where}: only in {', '.join(versions)}"
            continue
        fields = [versions[language][0] for language in LANGUAGES]
        bodies = {language: versions[language][1] for language in LANGUAGES}
        for key in ("phases", "risks", "tags", "minutes"):
            if fields[0].get(key) != fields[1].get(key):
                yield f"{where}: {key} differ"
        if len(as_list(fields[0].get("sources"))) != len(as_list(fields[1].get("sources"))):
            yield f"{where}: the languages name different sources"
        for language in LANGUAGES:
            yield from check_guide(f"{where} ({language})", *versions[language], starter)
        yield from check_same_numbers(where, bodies)
        yield from check_same_quiz(where, bodies)


def is_worked_example(row):
    """Templates say "one" here and "1 个" there; the figures of their examples have thousands or decimals."""
    return bool(re.search(r"\d,\d{3}|\d\.\d{3}", " ".join(row)))


def template_fields(source):
    return re.findall(r"^  - \{name: (\w+), type: (\w+)", source, re.M)


def check_templates(starter):
    for name in starter.documents("templates"):
        sources = [starter.files.get(f"templates/{language}/{name}.md", "") for language in LANGUAGES]
        declared = [template_fields(source) for source in sources]
        if declared[0] != declared[1]:
            yield f"templates/{name}: the fields of the languages differ"
        for language, source, fields in zip(LANGUAGES, sources, declared):
            front, body = text.split_front_matter(source)
            yield from check_labels(f"templates/{language}/{name}", front, starter.ids)
            yield from check_figures(f"templates/{language}/{name}", body)
            used, known = set(re.findall(r"\{\{(\w+)\}\}", body)), {field for field, _ in fields}
            for field in sorted(used ^ known):
                yield f"templates/{language}/{name}: '{field}' is not both declared and used"
        bodies = {language: text.split_front_matter(source)[1] for language, source in zip(LANGUAGES, sources)}
        yield from check_same_numbers(f"templates/{name}", bodies, is_worked_example)


def check_path(where, fields, body, starter, slugs):
    if fields.get("kind") != "path" or fields.get("role") not in ROLES or fields.get("level") not in "1234":
        yield f"{where}: kind, role or level is wrong"
    for slug in as_list(fields.get("prerequisites")):
        if slug not in slugs:
            yield f"{where}: prerequisite '{slug}' is no path"
    yield from check_labels(where, fields, starter.ids)
    for module, steps in text.steps(body):
        if not steps:
            yield f"{where}: module '{module}' has no steps"
        for step, address, minutes in steps:
            if not address or not minutes:
                yield f"{where}: step '{step}' has no link or no minutes"


def language_free(address):
    """A search is its filters; a document is the same in both languages."""
    if address.startswith("/?"):
        return address.partition("&")[2]
    return address.replace("/zh/", "/en/").replace("#测验", "#quiz")


def check_paths(starter):
    paths = starter.documents("paths")
    for name, versions in paths.items():
        where = f"paths/{name}"
        if set(versions) != set(LANGUAGES):
            yield f"{where}: only in {', '.join(versions)}"
            continue
        for language in LANGUAGES:
            if versions[language][0].get("path") != name:
                yield f"{where} ({language}): path is not '{name}'"
            yield from check_path(f"{where} ({language})", *versions[language], starter, set(paths))
        shapes = [[[(language_free(address), minutes) for _, address, minutes in steps]
                   for _, steps in text.steps(versions[language][1])] for language in LANGUAGES]
        if shapes[0] != shapes[1]:
            yield f"{where}: the languages have different steps"


def check_search(where, address, ids):
    query = parse_qs(urlsplit(address).query)
    for key, kind in (("phase", "phases"), ("risk", "risks"), ("tag", "tags")):
        for one in query.get(key, []):
            if one not in ids[kind]:
                yield f"{where}: {address} filters by the unknown {key} '{one}'"


def check_link(path, address, starter, root):
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto"):
        return
    if address.startswith("/"):
        if parts.path not in PAGES:
            yield f"{path}: {address} is no page of the app"
        yield from check_search(path, address, starter.ids)
        return
    target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) if parts.path else path
    if target not in starter.files:
        if not os.path.exists(os.path.join(root, "starter", target)):
            yield f"{path}: {address} leads to no file"
        return
    if parts.fragment and unquote(parts.fragment) not in text.slugs(text.split_front_matter(starter.files[target])[1]):
        yield f"{path}: {address} leads to no heading"


def check_links(starter, root):
    for path, source in starter.files.items():
        if path.endswith(".md"):
            for address in text.links(text.split_front_matter(source)[1]):
                yield from check_link(path, address, starter, root)


def check(root):
    starter = Starter(os.path.join(root, "starter"))
    for rule in (check_front_matter, check_guides, check_templates, check_paths):
        yield from rule(starter)
    yield from check_links(starter, root)


if __name__ == "__main__":
    finish(list(check(sys.argv[1])))
