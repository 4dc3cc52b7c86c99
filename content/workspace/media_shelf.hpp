// SPDX-License-Identifier: Apache-2.0
// MediaShelf: the media that playlists, zones and the office name, each measured once, and the complaints
// about those that cannot be played, at the lines that name them. One thread; `measure` starts a second one
// for as long as it runs.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/toml_file.hpp"
#include "content/model/office.hpp"

namespace crier {

// What a place in a file wants a medium for.
enum class MediumUse { item, picture };

// A place in a file that names a medium, and what it says of its length.
struct Mention {
  std::string file;
  Position position;
  Nanoseconds wanted{0};  // zero where it says nothing
  MediumUse use = MediumUse::item;
};

class MediaShelf {
 public:
  // Names are relative to `root`.
  explicit MediaShelf(std::filesystem::path root) : root_(std::move(root)) {}

  // Notes that `mention` names a medium of the office and returns its index. What leads out of the root gets
  // a fault. `name` is as written.
  std::size_t add(const std::string& name, Mention mention);

  // The same for a file anywhere on the machine.
  std::size_t add_file(const std::string& name, const std::filesystem::path& path, Mention mention);

  // Probes every medium that has no fault yet and finds the captions beside each film. Blocks on the disk.
  void measure();

  // Adds an error for every faulty medium: at each mention where the name is at fault, at the first one where
  // the file is; one for each picture asked for that is none; and a warning for each length that the medium
  // cannot fill.
  void report(Diagnostics& diagnostics) const;

  // Adds a warning for every film with sound and without captions beside or inside it.
  void report_missing_captions(const std::vector<std::string>& languages, Diagnostics& diagnostics) const;

  const std::vector<Medium>& media() const { return media_; }
  bool holds(const std::string& name) const { return index_.contains(name); }

 private:
  struct Finding {
    std::vector<Mention> mentions;
    bool name_is_wrong = false;
    bool has_sound = false;
    std::string remedy;
    std::string meant;  // the name of a file that is there and was probably meant
  };

  void measure_one(std::size_t index);
  void find_captions();
  std::string probably_meant(const std::string& name) const;

  std::filesystem::path root_;
  std::vector<Medium> media_;
  std::vector<Finding> findings_;  // one for each medium
  std::map<std::string, std::size_t> index_;
};

}  // namespace crier
