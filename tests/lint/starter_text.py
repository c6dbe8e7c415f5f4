"""What the starter library's Markdown says: front matter, headings, links, tables and quizzes. No rules here."""
import re

LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<address>[^()\s]+)\)")
LIST_ITEM = re.compile(r"^(?:[-*]|(?P<number>\d+)\.) +(?:\[(?P<mark>[ xX])\] +)?(?P<text>.*)$")
QUIZ_HEADINGS = ("Quiz", "测验")
SOURCE_HEADINGS = ("Sources", "来源")
ANSWER = re.compile(r"^(?:Answer:|答案：) *(?P<answers>.+)$")
OUTCOME = re.compile(r"^(?:Outcome:|结果：) *(?P<text>.*)$")


def split_front_matter(text):
    """The front matter as {key: value or list} and the body. Enough YAML for the starter library."""
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---\n")
    fields, key = {}, None
    for line in head.split("\n"):
        if line.startswith("  - ") and key:
            fields[key] = (fields[key] or []) + [line[4:].strip().strip('"')]
            continue
        key, _, value = line.partition(":")
        value = value.strip()
        if value.startswith("["):
            value = [part.strip() for part in value.strip("[]").split(",") if part.strip()]
        fields[key] = value.strip('"') if isinstance(value, str) else value
    return fields, body


def without_code(body):
    return re.sub(r"^```.*?^```$", "", body, flags=re.S | re.M)


def headings(body):
    found = re.findall(r"^(#{1,6}) +(.+)$", without_code(body), re.M)
    return [(len(marks), text.strip()) for marks, text in found]


def slug(heading):
    """As heading_slug in importers/markdown/html.cc."""
    text = LINK.sub(lambda match: match["text"], heading).replace("**", "").replace("`", "")
    kept = (c if c in "-_" or c.isalnum() else "-" if c == " " else "" for c in text)
    return "".join(kept).lower()


def slugs(body):
    seen, out = {}, set()
    for _, text in headings(body):
        one = slug(text)
        out.add(one if one not in seen else f"{one}-{seen[one]}")
        seen[one] = seen.get(one, 0) + 1
    return out


def links(body):
    return [match["address"] for match in LINK.finditer(without_code(body))]


def section(body, names):
    """The lines below each heading of level 2 that is one of `names`."""
    parts = re.split(r"^## +(.+)$", without_code(body), flags=re.M)
    return [text for name, text in zip(parts[1::2], parts[2::2]) if name.strip() in names]


def tables(body):
    """Each table as rows of cells, without the row of dashes."""
    out, rows = [], []
    for line in without_code(body).split("\n") + [""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            out.append(rows[:1] + rows[2:])
            rows = []
    return out


def numbers(text):
    return re.findall(r"[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", text)


def reading_minutes(body):
    text = LINK.sub(lambda match: match["text"], without_code(body))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z0-9][A-Za-z0-9,.'’%-]*", text))
    return han / 350 + words / 200


class Question:
    def __init__(self, prompt):
        self.prompt = prompt
        self.options = []  # (is right or None, text)
        self.answers = []
        self.feedback = ""
        self.has_outcome = False

    @property
    def kind(self):
        if self.has_outcome:
            return "case"
        if self.answers:
            return "short"
        if self.options and all(right is None for right, _ in self.options):
            return "ordering"
        return "multiple" if sum(right is True for right, _ in self.options) > 1 else "single"

    @property
    def pattern(self):
        """What both languages have in common."""
        return self.kind, tuple(right for right, _ in self.options), tuple(numbers("".join(self.answers[:1])))

    def add(self, line):
        item = LIST_ITEM.match(line)
        answer = ANSWER.match(line)
        if line.startswith(">"):
            self.feedback += line[1:] + "\n"
        elif answer:
            self.answers = [part.strip() for part in answer["answers"].split("|") if part.strip()]
        elif OUTCOME.match(line):
            self.has_outcome = True
        elif item and (item["mark"] or item["number"]):
            right = item["mark"].lower() == "x" if item["mark"] else None
            self.options.append((right, item["text"].strip()))


def questions(quiz):
    out = []
    for line in quiz.split("\n"):
        if line.startswith("### "):
            out.append(Question(line[4:].strip()))
        elif out:
            out[-1].add(line)
    return out


def steps(body):
    """The steps of a learning path: (text, address or "", minutes or 0), one list a module."""
    modules = []
    for line in body.split("\n"):
        if line.startswith("## "):
            modules.append((line[3:].strip(), []))
        item = LIST_ITEM.match(line)
        if not modules or not item or not item["number"]:
            continue
        link = LINK.search(item["text"])
        minutes = re.search(r"[(（](\d+) *(?:min|分钟)[)）]", item["text"])
        modules[-1][1].append((item["text"], link["address"] if link else "", int(minutes[1]) if minutes else 0))
    return modules
