// Between DOCX and Markdown, by the program pandoc where it is installed. It runs in its sandbox: no file of ours is
// read, whatever a document refers to. Thread-safe; each call takes a few hundred milliseconds.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan::service {

inline constexpr std::string_view kDocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

// Whether bytes look like DOCX (a zip).
bool is_docx(std::string_view bytes);

// Both errors: unavailable       pandoc is not installed (the message says so), or took longer than 20 seconds
//              invalid_argument  pandoc cannot read it, or the result is larger than 16 MB
//              io                no temporary folder; as the operating system says
Result<std::string> docx_to_markdown(std::string_view docx);

// `markdown`: CommonMark with tables. Headings, tables and fonts look as in brief_styles.h; `lang` ("en", "zh")
// is what the text processor checks spelling by and takes the East Asian font for.
Result<std::string> markdown_to_docx(std::string_view markdown, std::string_view lang);

}  // namespace fupan::service
