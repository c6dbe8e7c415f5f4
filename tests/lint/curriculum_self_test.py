"""The checks of the starter library must be able to fail: each sees a text that breaks its rule."""
import os
import tempfile
import unittest

import curriculum
import starter_text as text

TAXONOMY = """phases:
  - id: planning
risks:
  - id: supplier
tags:
  - id: estimation
lesson_headings:
  - kind: cause
    names:
      - root cause
      - 经验教训
"""

GUIDE = """---
title: Title
kind: guide
lang: {lang}
phases: [planning]
minutes: 1
sources:
  - "A book"
---

# Title

## Numbers

| What | {calculation} | Result |
| --- | --- | --- |
| Sum | 40 + 2 | {sum} |

## {sources}

- A book.

## {quiz}

### One?

- [x] yes
- [ ] no

> See [Numbers](#numbers).

### Several?

- [x] yes
- [ ] no
- [x] certainly

> See [Numbers](#numbers).

### How much?

{answer}42 | forty-two

> See [Numbers](#numbers).

### In which order?

1. first
2. second

> See [Numbers](#numbers).
"""

PATH = """---
title: Way
kind: path
path: way
lang: {lang}
role: pmo-assistant
level: 1
prerequisites: []
---

## Day 1

1. [Guide](../../guides/{lang}/one.md) (5 min)
2. [Search](/?q=x&risk=supplier) (5 min)
"""

WORDS = {"en": {"calculation": "Calculation", "sources": "Sources", "quiz": "Quiz", "answer": "Answer: "},
         "zh": {"calculation": "计算", "sources": "来源", "quiz": "测验", "answer": "答案："}}


def library():
    files = {"taxonomy.yaml": TAXONOMY, "README.md": "[the guide](guides/en/one.md)\n"}
    for lang, words in WORDS.items():
        files[f"guides/{lang}/one.md"] = GUIDE.format(lang=lang, sum="42", **words)
        files[f"paths/{lang}/way.md"] = PATH.format(lang=lang)
        files[f"templates/{lang}/form.md"] = "---\nfields:\n  - {name: who, type: text}\n---\n\n{{who}}\n"
    return files


def problems(changed=None, path=None):
    """What is wrong with the library after the change of one file."""
    files = library()
    if path:
        before = files[path]
        files[path] = changed(before)
        assert files[path] != before, "the change changes nothing"
    with tempfile.TemporaryDirectory() as root:
        for name, source in files.items():
            full = os.path.join(root, "starter", name)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(source)
        return list(curriculum.check(root))


class Curriculum(unittest.TestCase):
    def assert_problem(self, path, old, new, word):
        found = problems(lambda source: source.replace(old, new), path)
        self.assertTrue(any(word in one for one in found), found)

    def test_a_good_library_has_no_problems(self):
        self.assertEqual(problems(), [])

    def test_dead_links(self):
        self.assert_problem("README.md", "one.md", "two.md", "no file")
        self.assert_problem("guides/en/one.md", "(#numbers)", "(#figures)", "no heading")
        self.assert_problem("paths/en/way.md", "/?q=x", "/find?q=x", "no page")
        self.assert_problem("paths/en/way.md", "risk=supplier", "risk=weather", "unknown risk")

    def test_front_matter_can_be_read(self):
        self.assert_problem("guides/en/one.md", "title: Title", "title: Title: more", "needs quotation marks")
        self.assertEqual(problems(lambda source: source.replace("title: Title", 'title: "Title: more"'),
                                  "guides/en/one.md"), [])

    def test_languages_agree(self):
        self.assert_problem("guides/zh/one.md", "40 + 2 | 42", "40 + 3 | 43", "the Chinese")
        self.assert_problem("guides/zh/one.md", "- [x] certainly", "- [ ] certainly", "quizzes differ")
        self.assert_problem("guides/zh/one.md", "答案：42", "答案：43", "quizzes differ")
        self.assert_problem("guides/zh/one.md", "phases: [planning]", "phases: []", "phases differ")
        self.assert_problem("paths/zh/way.md", "(5 min)", "(6 min)", "different steps")
        self.assert_problem("templates/zh/form.md", "type: text", "type: date", "fields of the languages differ")

    def test_quizzes_can_be_answered(self):
        self.assert_problem("guides/en/one.md", "- [x] yes\n- [ ] no\n\n", "- [ ] yes\n- [ ] no\n\n", "no right option")
        self.assert_problem("guides/en/one.md", "- [ ] no\n\n", "- [ ] yes\n\n", "same option twice")
        self.assert_problem("guides/en/one.md", "2. second\n", "", "fewer than two")
        self.assert_problem("guides/en/one.md", "> See [Numbers](#numbers).", "> Right.", "no feedback with a link")
        self.assert_problem("guides/en/one.md", "## Quiz", "## Questions", "0 quizzes")
        self.assert_problem("guides/en/one.md", "### Several?\n", "", "3 questions")

    def test_guides_are_short_and_have_sources(self):
        self.assert_problem("guides/en/one.md", 'sources:\n  - "A book"\n', "", "no sources")
        self.assert_problem("guides/en/one.md", "## Numbers", "word " * 900 + "\n\n## Numbers", "takes 4")
        self.assert_problem("guides/en/one.md", "minutes: 1", "minutes: 11", "at most 10")
        self.assert_problem("guides/en/one.md", "## Numbers", "## Root cause", "lessons of a guide")
        self.assert_problem("guides/zh/one.md", "# Title", "# 写一条经验教训", "lessons of a guide")
        self.assert_problem("guides/en/one.md", "phases: [planning]", "phases: [dreaming]", "not in the taxonomy")

    def test_paths_lead_somewhere(self):
        self.assert_problem("paths/en/way.md", " (5 min)", "", "no minutes")
        self.assert_problem("paths/en/way.md", "prerequisites: []", "prerequisites: [other]", "is no path")
        self.assert_problem("paths/en/way.md", "role: pmo-assistant", "role: king", "role or level")

    def test_placeholders_are_declared(self):
        self.assert_problem("templates/en/form.md", "{{who}}", "{{whom}}", "not both declared and used")

    def test_figures_are_computed(self):
        self.assert_problem("guides/en/one.md", "| 42 |", "| 41 |", "is 42, not 41")
        self.assertEqual(curriculum.value_of("(240 − 96) / 24"), 6)
        self.assertAlmostEqual(curriculum.value_of("4 × 20 × 80 %"), 64)
        self.assertIsNone(curriculum.value_of("between 4 and 5"))
        self.assertIsNone(curriculum.value_of("1,200,000"))
        self.assertTrue(curriculum.is_rounded(0.46667, "46.7 %"))
        self.assertTrue(curriculum.is_rounded(231.4, "about 231 days"))
        self.assertFalse(curriculum.is_rounded(-120000, "120,000"))
        self.assertTrue(list(curriculum.check_equations("x", "so 6 × 10,000 = 50,000.")))

    def test_slugs_are_those_of_the_importer(self):
        self.assertEqual(text.slug("Three kinds, by how much they decide"), "three-kinds-by-how-much-they-decide")
        self.assertEqual(text.slug("它不是“项目警察”"), "它不是项目警察")
        self.assertEqual(text.slugs("# A b\n\n## A b\n"), {"a-b", "a-b-1"})


if __name__ == "__main__":
    unittest.main()
