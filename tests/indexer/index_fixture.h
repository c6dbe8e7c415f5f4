// An index in a folder of its own, its writer and its reader.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "indexer/open_index.h"

namespace fupan::indexer {

class IndexTest : public testing::Test {
 protected:
  IndexTest() {
    std::string name = (std::filesystem::temp_directory_path() / "fupan-index-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~IndexTest() override { std::filesystem::remove_all(folder_); }

  void open() {
    writer_.reset();
    auto writer = open_writer(folder_, WriterMode::kContinue);
    ASSERT_TRUE(writer) << writer.error().message;
    writer_ = std::move(*writer);
    reader_ = open_reader(folder_);
  }

  static Document note(const std::string& title, const std::string& text) {
    Document document;
    document.id = make_document_id("test", title);
    document.collection = "test";
    document.path = title + ".md";
    document.title = title;
    document.lang = "zh";
    document.sections.push_back({{}, {1, 1}, text});
    return document;
  }

  std::filesystem::path folder_;
  std::unique_ptr<IndexWriter> writer_;
  std::unique_ptr<IndexReader> reader_;
  std::uint64_t sequence_ = 0;
};

}  // namespace fupan::indexer
