// SPDX-License-Identifier: Apache-2.0
#include "kiosk/semantics/registry.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(Registry, FindsWhatIsOnThePanelAndForgetsTheLastOne) {
  Registry registry;
  registry.begin("home");
  Element element;
  element.id = "home.cases";
  element.role = Role::button;
  element.label = "看案例";
  registry.add(element);
  ASSERT_NE(registry.find("home.cases"), nullptr);
  EXPECT_EQ(registry.find("home.cases")->label, "看案例");
  EXPECT_EQ(registry.find("home.report"), nullptr);
  registry.begin("cases");
  EXPECT_EQ(registry.find("home.cases"), nullptr);
}

TEST(Registry, WritesItselfForTests) {
  Registry registry;
  registry.begin("home");
  Element element;
  element.id = "a";
  element.label = "\"quoted\" \xff";
  element.place = {1, 2, 3, 4};
  registry.add(element);
  const std::string json = registry.to_json();
  EXPECT_NE(json.find(R"("panel":"home")"), std::string::npos);
  EXPECT_NE(json.find(R"(\"quoted\")"), std::string::npos);
  EXPECT_NE(json.find(R"("width":3)"), std::string::npos);
}

}  // namespace
}  // namespace crier
