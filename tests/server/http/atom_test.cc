#include "server/http/atom.h"

#include <gtest/gtest.h>

namespace fupan::http {
namespace {

service::NewsItem make_item() {
  service::NewsItem item;
  item.id = "zhbk0aaaaaaaa.laaaa1";
  item.path = "/lessons/zhbk0aaaaaaaa.laaaa1";
  item.title = "没有回滚方案 & <b>\"x\"</b>";
  item.summary =
      "a\x01"
      "b\xFF]]>\n下一行";
  item.lang = "zh";
  item.updated = "2024-05-04T00:00:00Z";
  item.project = "支付<系统>";
  item.labels = {{Facet::kPhase, "planning", LabelOrigin::kAuthor, true, 1.0}};
  return item;
}

const AtomFeed kFeed{"search abc", "延期 & <delay>",       "/feeds/searches/abc.atom",
                     "/searches",  "2024-01-01T00:00:00Z", "https://fupan.example.org"};

TEST(Atom, ReadsLikeThis) {
  const std::vector<service::NewsItem> items{make_item()};
  EXPECT_EQ(render_atom(kFeed, items),
            R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>)" + urn_of("search abc") +
                R"(</id>
<title>延期 &amp; &lt;delay&gt;</title>
<updated>2024-05-04T00:00:00Z</updated>
<author><name>Fupan</name></author>
<generator>Fupan</generator>
<link rel="self" type="application/atom+xml" href="https://fupan.example.org/feeds/searches/abc.atom"/>
<link rel="alternate" type="text/html" href="https://fupan.example.org/searches"/>
<entry xml:lang="zh">
<id>)" + urn_of("entry zhbk0aaaaaaaa.laaaa1") +
                R"(</id>
<title>没有回滚方案 &amp; &lt;b&gt;&quot;x&quot;&lt;/b&gt;</title>
<updated>2024-05-04T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://fupan.example.org/lessons/zhbk0aaaaaaaa.laaaa1"/>
<category term="project:支付&lt;系统&gt;"/>
<category term="phase:planning"/>
<summary>ab�]]&gt;
下一行</summary>
</entry>
</feed>
)");
}

TEST(Atom, EmptyFeedIsAsOldAsItsSearch) {
  const std::string xml = render_atom(kFeed, {});
  EXPECT_NE(xml.find("<updated>2024-01-01T00:00:00Z</updated>"), std::string::npos);
  EXPECT_EQ(xml.find("<entry"), std::string::npos);
}

TEST(Atom, UpdatedIsThatOfTheNewestEntry) {
  std::vector<service::NewsItem> items(2, make_item());
  items[1].updated = "2025-01-01T00:00:00Z";
  EXPECT_NE(render_atom(kFeed, items).find("</title>\n<updated>2025-01-01T00:00:00Z</updated>\n<author>"),
            std::string::npos);
}

TEST(Atom, NamesAreStableUuids) {
  EXPECT_EQ(urn_of("entry a"), urn_of("entry a"));
  EXPECT_NE(urn_of("entry a"), urn_of("entry b"));
  const std::string urn = urn_of("项目");
  EXPECT_EQ(urn.size(), std::string("urn:uuid:00000000-0000-8000-a000-000000000000").size());
  EXPECT_EQ(urn.substr(0, 9), "urn:uuid:");
  EXPECT_EQ(urn[23], '8');
  EXPECT_EQ(urn[28], 'a');
}

TEST(Atom, ControlCharactersAreNoXml) {
  EXPECT_EQ(escape_xml(std::string("\0\x01\t\n\x0B\x1F\x7F\xEF\xBF\xBE", 10)), "\t\n\x7F");
  EXPECT_EQ(escape_xml("\r<'>"), "&#13;&lt;'&gt;");
}

}  // namespace
}  // namespace fupan::http
