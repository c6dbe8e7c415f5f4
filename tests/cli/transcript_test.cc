// Each *.transcript beside this file is a session: lines "$ command", then what it prints. {data} is an empty folder,
// {starter} the starter library, {cases} tests/cli/cases. Ids and sizes are masked. FUPAN_UPDATE_GOLDEN=1 writes the
// files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/cli/command_line.h"
#include "tests/support/temp_folder.h"

namespace fupan::cli {
namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

class Session {
 public:
  std::string play(const std::string& transcript) {
    std::istringstream lines(transcript);
    std::string played;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("#")) played += line + "\n";
      if (!line.starts_with("$ ")) continue;
      const Outcome outcome = run_shell(with_paths(line.substr(2)));
      played += line + "\n" + masked(outcome.output);
      if (outcome.exit_code != 0) played += "[exit " + std::to_string(outcome.exit_code) + "]\n";
    }
    return played;
  }

 private:
  std::string with_paths(std::string command) const {
    command = replaced(command, "{data}", (folder_.path() / "data").string());
    command = replaced(command, "{out}", (folder_.path() / "out").string());
    command = replaced(command, "{cases}", FUPAN_SOURCE_DIR "/tests/cli/cases");
    return replaced(command, "{starter}", FUPAN_SOURCE_DIR "/starter");
  }

  std::string masked(std::string output) const {
    output = replaced(output, folder_.path().string(), "{folder}");
    output = replaced(output, FUPAN_SOURCE_DIR, "{source}");
    // One id in a hundred has no digit; the words of its shape that the transcripts have are named.
    static const std::regex id(
        "\\b((?=[a-v]*[0-9])[0-9a-v]{13}|(?!administrator|retrospective)[a-v]{13}\\b)(\\.[ls][0-9a-v]+)?");
    output = std::regex_replace(output, id, "<id>$2");
    output = std::regex_replace(output, std::regex("\\.l[0-9a-v]{5,}"), ".<lesson>");
    return std::regex_replace(output, std::regex("[0-9.]+ [kM]B"), "<size>");
  }

  test::TempFolder folder_;
};

class Transcript : public testing::TestWithParam<fs::path> {};

TEST_P(Transcript, PrintsWhatIsWritten) {
  std::ifstream in(GetParam());
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  const std::string played = Session().play(expected);
  if (std::getenv("FUPAN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(GetParam()) << played;
    return;
  }
  EXPECT_EQ(played, expected);
}

std::vector<fs::path> transcripts() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(FUPAN_SOURCE_DIR "/tests/cli")) {
    if (entry.path().extension() == ".transcript") files.push_back(entry.path());
  }
  return files;
}

INSTANTIATE_TEST_SUITE_P(All, Transcript, testing::ValuesIn(transcripts()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace fupan::cli
