"""The lint tests must be able to fail: each rule sees a file that breaks it."""
import unittest

import arrows
import sizes
import words


class Lint(unittest.TestCase):
    def test_store_may_not_include_the_indexer(self):
        self.assertTrue(arrows.check("store/x.cc", ['#include "indexer/index.h"']))
        self.assertFalse(arrows.check("store/x.cc", ['#include "core/id.h"']))

    def test_libraries_stay_behind_their_walls(self):
        self.assertTrue(arrows.check("server/service/x.cc", ["#include <xapian.h>"]))
        self.assertTrue(arrows.check("indexer/analysis/x.cc", ["#include <xapian.h>"]))
        self.assertTrue(arrows.check("cli/x.cc", ["#include <pistache/http.h>"]))
        self.assertTrue(arrows.check("importers/x.cc", ["#include <cmark-gfm.h>"]))
        self.assertFalse(arrows.check("store/lmdb/x.cc", ["#include <lmdb.h>"]))

    def test_includes_start_at_the_root(self):
        self.assertTrue(arrows.check("store/x.cc", ['#include "store.h"']))

    def test_long_functions_and_files(self):
        body = ["void f(int a) {"] + ["  a();"] * 70 + ["}"]
        self.assertTrue(sizes.check("core/x.cc", body))
        self.assertFalse(sizes.check("core/x.cc", ["void f(int a) {", "  a();", "}"]))
        self.assertTrue(sizes.check("core/x.cc", ["int a;"] * 700))

    def test_names_and_unfinished_work(self):
        self.assertTrue(words.check("core/string_utils.cc", []))
        self.assertTrue(words.check("core/x.cc", ["// TODO: later"]))
        self.assertFalse(words.check("core/x.cc", ["// TODO(#12): when"]))
        self.assertTrue(words.check("core/x.cc", ["x" * 121]))


if __name__ == "__main__":
    unittest.main()
