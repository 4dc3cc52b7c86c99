// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/icons.hpp"

#include <array>
#include <utility>

namespace crier {

std::string_view icon_path(Icon icon) {
  switch (icon) {
    case Icon::none:
      return "";
    case Icon::home:
      return "M 3.5 11.5 L 12 4 L 20.5 11.5 M 6 9.6 L 6 20 L 18 20 L 18 9.6 M 10 20 L 10 14.5 L 14 14.5 L 14 "
             "20";
    case Icon::back:
    case Icon::left:
      return "M 15 5 L 8 12 L 15 19";
    case Icon::right:
      return "M 9 5 L 16 12 L 9 19";
    case Icon::up:
      return "M 5 15 L 12 8 L 19 15";
    case Icon::down:
      return "M 5 9 L 12 16 L 19 9";
    case Icon::search:
      return "O 10.5 10.5 6.5 M 15.4 15.4 L 20.5 20.5";
    case Icon::book:
      return "M 12 6.5 C 10 5 6.5 4.6 3.5 5 L 3.5 18.2 C 6.5 17.8 10 18.2 12 19.6 C 14 18.2 17.5 17.8 20.5 "
             "18.2 "
             "L 20.5 5 C 17.5 4.6 14 5 12 6.5 L 12 19.6 M 6.4 9 L 9.3 9.5 M 6.4 12.4 L 9.3 12.9 M 17.6 9 L "
             "14.7 "
             "9.5 M 17.6 12.4 L 14.7 12.9";
    case Icon::shield_alert:
      return "M 12 3 L 19.5 6 L 19.5 11.5 C 19.5 16 16.4 19.4 12 21 C 7.6 19.4 4.5 16 4.5 11.5 L 4.5 6 Z M "
             "12 "
             "8.2 L 12 12.8 M 12 16 L 12 16.1";
    case Icon::shield_check:
      return "M 12 3 L 19.5 6 L 19.5 11.5 C 19.5 16 16.4 19.4 12 21 C 7.6 19.4 4.5 16 4.5 11.5 L 4.5 6 Z M "
             "8.6 "
             "12 L 11.2 14.6 L 15.6 9.6";
    case Icon::clock_search:
      return "O 10.5 10.5 7 M 15.8 15.8 L 20.8 20.8 M 10.5 7 L 10.5 11 L 13.2 12.6";
    case Icon::phone:
      return "M 5 4 L 9 4 L 11 9 L 8.6 10.6 C 9.8 13 11.2 14.4 13.6 15.6 L 15.2 13.2 L 20 15.2 L 20 19.2 C "
             "20 "
             "19.8 19.5 20.2 18.9 20.2 C 11 19.8 4.4 13.2 3.9 5.2 C 3.9 4.5 4.3 4 5 4";
    case Icon::globe:
      return "O 12 12 8.6 M 3.4 12 L 20.6 12 M 12 3.4 C 8.6 6 8.6 18 12 20.6 C 15.4 18 15.4 6 12 3.4";
    case Icon::speaker:
      return "M 4 9.5 L 8 9.5 L 13 5 L 13 19 L 8 14.5 L 4 14.5 Z M 16.4 9 C 18 10.6 18 13.4 16.4 15 M 18.9 "
             "6.4 C "
             "22 9.4 22 14.6 18.9 17.6";
    case Icon::text_size:
      return "M 3 20 L 9 5 L 15 20 M 5.1 15 L 12.9 15 M 15.5 20 L 18.5 12.5 L 21.5 20 M 16.5 17.6 L 20.5 "
             "17.6";
    case Icon::contrast:
      return "O 12 12 8.6 M 12 3.4 L 12 20.6 M 14.4 4.2 L 14.4 19.8 M 16.8 5.6 L 16.8 18.4 M 19 8 L 19 16";
    case Icon::reach:
      return "O 9.5 5.5 2.2 M 9.5 9 L 9.5 14.5 L 15 14.5 L 17.8 20 M 9.5 11.5 L 14 11.5 M 6.6 12.2 C 3.2 "
             "14.4 3.8 "
             "20.6 9 20.8 C 11.4 20.8 13.2 19.4 13.8 17.6";
    case Icon::close:
    case Icon::cross:
      return "M 5.5 5.5 L 18.5 18.5 M 18.5 5.5 L 5.5 18.5";
    case Icon::check:
      return "M 4.5 12.5 L 10 18 L 19.5 6.5";
    case Icon::play:
      return "M 8 5 L 19 12 L 8 19 Z";
    case Icon::backspace:
      return "M 8.5 5.5 L 21 5.5 L 21 18.5 L 8.5 18.5 L 2.8 12 Z M 11.5 9 L 17.5 15 M 17.5 9 L 11.5 15";
    case Icon::keyboard:
      return "M 3 6 L 21 6 L 21 18 L 3 18 Z M 6.5 10 L 6.6 10 M 10.2 10 L 10.3 10 M 13.8 10 L 13.9 10 M 17.4 "
             "10 L "
             "17.5 10 M 7.5 14.4 L 16.5 14.4";
    case Icon::pen:
      return "M 4 20 L 5.2 15.2 L 16.4 4 L 20 7.6 L 8.8 18.8 Z M 13.8 6.6 L 17.4 10.2";
    case Icon::question:
      return "O 12 12 8.6 M 9.4 9.6 C 9.6 6.6 14.6 6.6 14.6 9.8 C 14.6 12 12 12 12 14 M 12 17 L 12 17.1";
    case Icon::quiz:
      return "M 5 3.5 L 19 3.5 L 19 20.5 L 5 20.5 Z M 8 8.6 L 9.2 9.8 L 11.2 7.4 M 13.4 8.6 L 16 8.6 M 8 "
             "14.6 L 9.2 "
             "15.8 L 11.2 13.4 M 13.4 14.6 L 16 14.6";
    case Icon::rumour:
      return "M 4 10 L 4 14 L 7 14 L 16 18.5 L 16 5.5 L 7 10 Z M 8 14.2 L 9.4 19.5 L 12 19.5 L 10.8 15.6 M "
             "18.6 9.4 C "
             "20.2 10.8 20.2 13.2 18.6 14.6";
    case Icon::fraud:
      return "O 12 8 4 M 4.5 20.5 C 5 15.8 8 13.8 12 13.8 C 16 13.8 19 15.8 19.5 20.5 M 5.5 8.2 L 18.5 8.2 M "
             "8.6 8.2 "
             "L 9.4 4 L 14.6 4 L 15.4 8.2";
    case Icon::gambling:
      return "M 4.5 4.5 L 19.5 4.5 L 19.5 19.5 L 4.5 19.5 Z M 8.6 8.6 L 8.7 8.6 M 15.4 8.6 L 15.5 8.6 M 12 "
             "12 L 12.1 "
             "12 M 8.6 15.4 L 8.7 15.4 M 15.4 15.4 L 15.5 15.4";
    case Icon::malware:
      return "M 8 9 C 8 5.4 16 5.4 16 9 L 16 14.5 C 16 19.8 8 19.8 8 14.5 Z M 12 9 L 12 18 M 8 11.5 L 3.6 "
             "9.6 M 16 "
             "11.5 L 20.4 9.6 M 8 15 L 3.6 17 M 16 15 L 20.4 17 M 9.4 6.6 L 7.4 3.8 M 14.6 6.6 L 16.6 3.8";
    case Icon::minors:
      return "O 8.4 7 3 M 3 19.5 C 3.2 14.6 5 12.6 8.4 12.6 C 10 12.6 11.4 13.2 12.4 14.4 M 16.6 11.4 L 16.7 "
             "11.4 O "
             "16.6 11.6 2.2 M 12.6 19.8 C 12.8 16.6 14.2 15.4 16.6 15.4 C 19 15.4 20.4 16.6 20.6 19.8";
    case Icon::privacy:
      return "M 5.5 10.5 L 18.5 10.5 L 18.5 20 L 5.5 20 Z M 8.2 10.5 L 8.2 7.4 C 8.2 2.6 15.8 2.6 15.8 7.4 L "
             "15.8 "
             "10.5 M 12 14.2 L 12 16.4";
    case Icon::violence:
      return "M 4 5 L 20 5 L 20 15.5 L 12 15.5 L 7.5 19.8 L 7.5 15.5 L 4 15.5 Z M 12.8 7.2 L 10.4 10.6 L "
             "13.4 10.6 L "
             "11.2 13.6";
    case Icon::vulgar:
      return "M 3 12 C 6.6 6 17.4 6 21 12 C 17.4 18 6.6 18 3 12 O 12 12 2.6 M 4.5 19.5 L 19.5 4.5";
    case Icon::banned:
      return "O 12 12 8.6 M 6 6 L 18 18";
    case Icon::other:
      return "O 12 12 8.6 M 8 12 L 8.1 12 M 12 12 L 12.1 12 M 16 12 L 16.1 12";
    case Icon::gear:
      return "O 12 12 3.2 M 12 3 L 12 6 M 12 18 L 12 21 M 3 12 L 6 12 M 18 12 L 21 12 M 5.6 5.6 L 7.8 7.8 M "
             "16.2 16.2 "
             "L 18.4 18.4 M 18.4 5.6 L 16.2 7.8 M 7.8 16.2 L 5.6 18.4";
  }
  return "";
}

Icon icon_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Icon>, 10> kNames{{{"fraud", Icon::fraud},
                                                                      {"gambling", Icon::gambling},
                                                                      {"malware", Icon::malware},
                                                                      {"minors", Icon::minors},
                                                                      {"privacy", Icon::privacy},
                                                                      {"violence", Icon::violence},
                                                                      {"rumour", Icon::rumour},
                                                                      {"vulgar", Icon::vulgar},
                                                                      {"banned", Icon::banned},
                                                                      {"other", Icon::other}}};
  for (const auto& [known, icon] : kNames)
    if (known == name) return icon;
  return Icon::other;
}

}  // namespace crier
