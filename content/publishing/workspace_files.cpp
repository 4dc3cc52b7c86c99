// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/workspace_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr int kMostDepth = 8;                // parts of a name; a role's paths go no deeper
constexpr std::size_t kMostNameBytes = 180;  // a hash before it and ".part" behind must fit in 255
constexpr std::size_t kMostFiles = 50'000;
constexpr std::size_t kMostComplaints = 20;
constexpr std::size_t kMostKeyBytes = 16'384;
constexpr const char* kLoudness = ".crier/loudness.json";

// A key that was saved among the content, whatever it is called.
bool is_private(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".key")) return true;
  std::error_code error;
  if (std::filesystem::file_size(file, error) > kMostKeyBytes || error) return false;
  const auto text = read_text(file, kMostKeyBytes);
  return text && (text->starts_with("crier-share ") || (text->find("\nsealed = \"") != std::string::npos &&
                                                        text->find("\noperations = ") != std::string::npos));
}

class Collector {
 public:
  explicit Collector(const std::filesystem::path& root) : root_(root) {
    std::error_code error;
    true_root_ = std::filesystem::canonical(root, error);
  }

  void collect(const std::filesystem::path& folder, const std::string& prefix, int depth) {
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    if (error) complain(prefix.empty() ? "." : prefix, "cannot be opened");
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
      take(*entry, prefix, depth);
    if (error) complain(prefix.empty() ? "." : prefix, "cannot be read to its end");
  }

  Result<std::vector<std::string>> finish() {
    std::error_code error;
    if (std::filesystem::is_regular_file(root_ / kLoudness, error)) names_.emplace_back(kLoudness);
    if (names_.size() > kMostFiles)
      complaints_.push_back(fmt::format("it has more than {} files", kMostFiles));
    std::sort(names_.begin(), names_.end());
    if (complaints_.empty()) return std::move(names_);
    std::sort(complaints_.begin(), complaints_.end());
    const std::size_t all = complaints_.size();
    complaints_.resize(std::min(all, kMostComplaints));
    if (all > complaints_.size()) complaints_.push_back(fmt::format("and {} more", all - complaints_.size()));
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} cannot be published:\n{}", root_.string(), fmt::join(complaints_, "\n")));
  }

 private:
  void complain(const std::string& name, std::string_view what) {
    complaints_.push_back(fmt::format("{}: {}", name, what));
  }

  void take(const std::filesystem::directory_entry& entry, const std::string& prefix, int depth) {
    const std::string part = entry.path().filename().string();
    if (part.starts_with('.') || part.ends_with(".part") || (depth == 0 && part == "alerts")) return;
    const std::string name = prefix + part;
    if (first_not_utf8(part)) return complain(prefix + "?", "a name here is not UTF-8; rename it");
    std::error_code error;
    if (entry.is_symlink(error) && !is_inside(entry.path()))
      return complain(name, "it is a link that leads out of the workspace; put the file itself there");
    if (entry.is_directory(error)) {
      if (entry.is_symlink(error))
        return complain(name, "it is a link to a folder; put the folder itself there");
      if (depth + 1 >= kMostDepth) return complain(name, "it lies too deep; 8 levels are the most");
      return collect(entry.path(), name + "/", depth + 1);
    }
    if (!entry.is_regular_file(error)) return complain(name, "it is no file");
    if (part.size() > kMostNameBytes)
      return complain(name, fmt::format("its name is longer than {} bytes; rename it", kMostNameBytes));
    if (std::any_of(part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
      return complain(prefix + "?", "a name here has control characters; rename it");
    if (is_private(entry.path()))
      return complain(name, "it is a private key; keep it away from the workspace");
    names_.push_back(name);
  }

  bool is_inside(const std::filesystem::path& link) const {
    std::error_code error;
    const auto to = std::filesystem::canonical(link, error);
    return !error && std::mismatch(true_root_.begin(), true_root_.end(), to.begin(), to.end()).first ==
                         true_root_.end();
  }

  const std::filesystem::path& root_;
  std::filesystem::path true_root_;
  std::vector<std::string> names_;
  std::vector<std::string> complaints_;
};

}  // namespace

Result<std::vector<std::string>> publishable_files(const std::filesystem::path& root) {
  Collector collector(root);
  collector.collect(root, "", 0);
  return collector.finish();
}

}  // namespace crier
