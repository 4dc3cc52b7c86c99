// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alerts_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/content/alerts/messages.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

TEST(AlertsFolder, lists_what_may_be_an_alert) {
  const TemporaryFolder folder;
  for (const char* name :
       {"b.xml", "a.XML", ".hidden.xml", "c.xml.tmp", "d.xml.part", "e.txt", ".xml", "sub/f.xml"})
    write_file(folder / name, "x");
  ASSERT_EQ(mkfifo((folder / "pipe.xml").c_str(), 0600), 0);
  const auto listing = list_alerts(folder.path());
  ASSERT_TRUE(listing);
  ASSERT_EQ(listing->files.size(), 2U);
  EXPECT_EQ(listing->files[0].name, "a.XML");
  EXPECT_EQ(listing->files[1].name, "b.xml");
  EXPECT_FALSE(list_alerts(folder / "nowhere"));
  EXPECT_FALSE(read_alert(folder / "pipe.xml", "pipe.xml").alert);
  EXPECT_FALSE(read_alert(folder / "nowhere.xml", "nowhere.xml").alert);
}

TEST(AlertsFolder, check_names_every_file_that_no_screen_will_show) {
  const TemporaryFolder folder;
  write_file(folder / "1.xml", to_xml(CapText{}));
  write_file(folder / "2.xml", "<alert>");
  write_file(folder / "3.xml", to_xml(CapText{.infos = {{.expires = "2026-11-24T08:30:00+08:00"}}}));
  write_file(folder / "4.xml", to_xml(CapText{.status = "Test"}));
  write_file(folder / "5.xml",
             to_xml(CapText{.message = "Cancel", .references = "a,b,2026-11-24T08:00:00+08:00"}));
  std::string text;
  for (const Diagnostic& diagnostic : check_alerts(folder.path(), "alerts", nine_o_clock()))
    text += to_text(diagnostic) + "\n";
  EXPECT_EQ(
      text,
      "alerts/2.xml:1: it is not well-formed XML; ask the sender for the whole message again\n"
      "alerts/3.xml: warning: no screen shows it: it has expired; delete it, if it is of no use any more\n"
      "alerts/4.xml: warning: no screen shows it: its status is Test; delete it, if it is of no use any "
      "more\n");
  EXPECT_TRUE(check_alerts(folder / "nowhere", "alerts", nine_o_clock()).empty());
}

}  // namespace
}  // namespace crier
