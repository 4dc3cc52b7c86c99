// SPDX-License-Identifier: Apache-2.0
// How loud panels are read aloud; every visit begins with silence.
#pragma once

namespace crier {

enum class SpeechVolume { off, normal, loud };

}  // namespace crier
