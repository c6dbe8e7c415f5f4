// fupan brief: the kickoff brief for a charter.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/command.h"
#include "server/service/brief_export.h"
#include "server/service/brief_service.h"
#include "server/service/charter.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string file, title, project, output;
  std::string format = "markdown";
  std::vector<std::string> phases, risks, tags;
  bool keep = false;
};

constexpr std::size_t kMostFileBytes = std::size_t{32} << 20U;  // DOCX with pictures

Result<service::Charter> read_file(const std::string& file) {
  std::string bytes;
  if (file == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream in(file, std::ios::binary);
    if (!in) return make_error(ErrorCode::kInvalidArgument, "cannot read '" + file + "'");
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (bytes.size() > kMostFileBytes) {
    return make_error(ErrorCode::kInvalidArgument, "'" + file + "' is larger than a charter can be (32 MB)");
  }
  auto charter = service::read_charter(bytes);
  if (!charter) return make_error(charter.error().code, "'" + file + "': " + charter.error().message);
  return charter;
}

Status write_file(const std::string& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  return out ? ok_status() : Status(make_error(ErrorCode::kIo, "cannot write '" + file + "'"));
}

// Binary forms would spoil a terminal.
Status check_output(const Options& options) {
  const bool is_binary = options.format == "docx" || options.format == "xlsx";
  if (!is_binary || !options.output.empty() || ::isatty(STDOUT_FILENO) == 0) return ok_status();
  return Error{ErrorCode::kInvalidArgument, options.format + " is no text; name a file with -o FILE", "output"};
}

void replace_with(std::vector<std::string>& proposed, const std::vector<std::string>& given) {
  if (!given.empty()) proposed = given;
}

int run(const Globals& globals, const Options& options) {
  if (Status checked = check_output(options); !checked) return fail(globals, checked.error());
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  auto charter = read_file(options.file);
  if (!charter) return fail(globals, charter.error());
  const service::BriefService briefs(**library, true);
  service::BriefRequest request{options.title.empty() ? charter->title : options.title, charter->description, {}, 10};
  auto profile = briefs.propose(request.title, request.description);
  if (!profile) return fail(globals, profile.error());
  request.profile = std::move(*profile);
  request.profile.project = options.project;
  replace_with(request.profile.phases, options.phases);
  replace_with(request.profile.risks, options.risks);
  replace_with(request.profile.tags, options.tags);
  const auto view = options.keep ? briefs.create(request) : briefs.make(request);
  if (!view) return fail(globals, view.error());
  const auto format = *enum_of<service::BriefFormat>(service::kBriefFormatNames, options.format);
  const bool is_json = globals.json || format == service::BriefFormat::kJson;
  auto file =
      service::export_brief(*view, (*library)->taxonomy(), is_json ? terminal_language() : view->brief.profile.lang,
                            is_json ? service::BriefFormat::kJson : format);
  if (!file) return fail(globals, file.error());
  if (is_json) file->bytes += '\n';
  if (options.output.empty()) {
    std::cout << file->bytes;
    return 0;
  }
  if (Status written = write_file(options.output, file->bytes); !written) return fail(globals, written.error());
  return 0;
}

}  // namespace

void add_brief(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command =
      app.add_subcommand("brief", "A kickoff brief for a charter, as Markdown in the charter's language");
  auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "The charter: Markdown, plain text or DOCX; - reads standard input")
      ->required();
  command->add_option("--title", options->title, "Instead of the charter's first line");
  command->add_option("--project", options->project, "The project's name; its own lessons are left out");
  command->add_option("--phase", options->phases, "Instead of the phases that the text suggests")->delimiter(',');
  command->add_option("--risk", options->risks, "Instead of the risks that the text suggests")->delimiter(',');
  command->add_option("--tag", options->tags, "Instead of the tags that the text suggests")->delimiter(',');
  command->add_option("--format", options->format, "markdown (default), json, csv, docx or xlsx")
      ->check(CLI::IsMember(
          std::vector<std::string>(service::kBriefFormatNames.begin(), service::kBriefFormatNames.end())));
  command->add_option("-o,--output", options->output, "Write there instead of to standard output");
  command->add_flag("--keep", options->keep, "Keep the brief in the library, to be answered");
  command->callback([&, options] { body = [&globals, options] { return run(globals, *options); }; });
}

}  // namespace fupan::cli
