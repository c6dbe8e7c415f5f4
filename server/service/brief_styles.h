// The styles of DOCX briefs: brief_styles.docx, compiled in. A4, narrow margins, small type, ruled tables; Latin in
// Arial, Chinese in Microsoft YaHei. Whoever edits that file in a text processor changes how briefs look. Thread-safe.
#pragma once

#include <string_view>

namespace fupan::service {

std::string_view brief_styles();

}  // namespace fupan::service
