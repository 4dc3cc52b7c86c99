# SPDX-License-Identifier: Apache-2.0
"""mutants.py [NAME...]: breaks content/repository in one place after the other, and says which break no test sees.

Each mutant is built in build/mutants from a copy of the project's files; the tree itself is left alone. Exits with 1 where
a mutant survives, or no longer fits the source.
"""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
SCRATCH = TOP / "build" / "mutants"
TESTS = ("refresh_test", "root_test", "delegations_test", "hostile_test", "kill_test")

# Which of them is asked first: a mutant that dies early costs little.
FIRST = {
    "delegations_test": ("delegat", "role", "terminating", "wildcard", "case", "first", "target hash", "cycle", "half",
                         "resume", "unknown hash", "not encoded"),
    "root_test": ("root", "5xx", "redirect"),
    "hostile_test": ("63 bits", "depth", "EC keys", "slow", "size limit", "twice", "dots", "order written", "escaped"),
    "kill_test": ("in place",),
}

UPDATER = "content/repository/updater.cpp"
METADATA = "content/repository/metadata.cpp"
TREE = "content/repository/json_tree.cpp"
KEY = "content/repository/public_key.cpp"
TARGET = "content/repository/target_download.cpp"
ORIGIN = "content/repository/http_origin.cpp"
DOWNLOAD = "content/http/http_download.cpp"
FOLDER = "content/repository/metadata_folder.cpp"

# Name, file, text there (once), text instead.
MUTANTS = [
    ("delegated signatures not verified", UPDATER, "if (!is_signed(metadata, *trust->first, *trust->second))",
     'if (delegator == "root" && !is_signed(metadata, *trust->first, *trust->second))'),
    ("targets signatures not verified", UPDATER, "if (!is_signed(metadata, *trust->first, *trust->second))",
     'if (delegator != "root" && !is_signed(metadata, *trust->first, *trust->second))'),
    ("expiry of an unchanged timestamp not checked", UPDATER, 'if (is_known) return check_expiry(*timestamp_, "timestamp");',
     "if (is_known) return {};"),
    ("equal timestamp ends the refresh", UPDATER, 'if (is_known) return check_expiry(*timestamp_, "timestamp");',
     'if (is_known) return fail(ErrorCode::format, "nothing new");'),
    ("equal timestamp replaced", UPDATER, 'if (is_known) return check_expiry(*timestamp_, "timestamp");', ""),
    ("delegated expiry not checked", UPDATER, "if (const auto fresh = check_expiry(metadata, name); !fresh)",
     'if (const auto fresh = check_expiry(metadata, name); !fresh && delegator == "root")'),
    ("targets expiry not checked", UPDATER, "if (const auto fresh = check_expiry(metadata, name); !fresh)",
     'if (const auto fresh = check_expiry(metadata, name); !fresh && delegator != "root")'),
    ("role version against snapshot not checked", UPDATER, "if (parsed->version != announced.version)",
     "if (parsed->version < 0)", "if (metadata.version != announced.version)", "if (metadata.version < 0)"),
    ("only the first of several target hashes checked", TARGET,
     "return !sha512_ || sha512_->hex() == to_hex(as_bytes(target_.hashes.sha512));", "return true;"),
    ("first target hash not checked", TARGET, "if (sha256_ && sha256_->hex() != to_hex(*target_.hashes.sha256)) return false;",
     ""),
    ("no download size limit", DOWNLOAD, "transfer.is_too_long = offset + bytes > transfer.request->most;", ""),
    ("no cap on delegations", UPDATER, "visited.size() <= static_cast<std::size_t>(kMostDelegations)",
     "visited.size() <= 100'000"),
    ("5xx at the root probe ends it quietly", ORIGIN, "status == 404 || status == 403 || status == 410",
     "status >= 400"),
    ("any error at the root probe ends it quietly", UPDATER, "if (!bytes && bytes.error().code == ErrorCode::not_found) break;",
     "if (!bytes) break;"),
    ("root not checked by the one before", UPDATER, "if (!is_signed(*next, root_->keys, root_->roles.at(TopRole::root)))",
     "if (next->version < 0)"),
    ("root not checked by itself", UPDATER, "if (!is_signed(*next, next->keys, next->roles.at(TopRole::root)))",
     "if (next->version < 0)"),
    ("root version may jump", UPDATER, "if (next->version != root_->version + 1)", "if (next->version <= root_->version)"),
    ("expired root believed", UPDATER, 'return check_expiry(*root_, "root");', "return {};"),
    ("expired root not stored", UPDATER,
     "if (const auto kept = folder_.write_root(root_->version, *bytes); !kept) return kept;",
     'if (const auto fresh = check_expiry(*root_, "root"); !fresh) return fresh;\n'
     "if (const auto kept = folder_.write_root(root_->version, *bytes); !kept) return kept;"),
    ("kept roots not walked", UPDATER, "if (!adopt_root(*kept)) break;", "break;"),
    ("stored timestamp believed without its keys", UPDATER,
     "if (auto old = parse_timestamp(*stored); old && is_signed(*old, root_->keys, trusted))",
     "if (auto old = parse_timestamp(*stored); old)"),
    ("stored snapshot believed without its keys", UPDATER,
     "if (old && is_signed(*old, root_->keys, root_->roles.at(TopRole::snapshot))) known", "if (old) known"),
    ("timestamp signatures not verified", UPDATER, "if (!is_signed(*next, root_->keys, trusted))", "if (next->version < 0)"),
    ("timestamp may go back", UPDATER, "if (timestamp_ && next->version < timestamp_->version)", "if (next->version < 0)"),
    ("announced snapshot may go back", UPDATER, "if (timestamp_ && next->snapshot.version < timestamp_->snapshot.version)",
     "if (next->version < 0)"),
    ("expired timestamp believed", UPDATER,
     'if (const auto fresh = check_expiry(*next, "timestamp"); !fresh) return fresh;', ""),
    ("timestamp stored before its expiry", UPDATER,
     'if (const auto fresh = check_expiry(*next, "timestamp"); !fresh) return fresh;',
     'static_cast<void>(folder_.write("timestamp", *bytes));\n'
     'if (const auto fresh = check_expiry(*next, "timestamp"); !fresh) return fresh;'),
    ("snapshot signatures not verified", UPDATER,
     "if (!is_signed(snapshot, root_->keys, root_->roles.at(TopRole::snapshot)))", "if (snapshot.version < 0)"),
    ("snapshot version not checked", UPDATER, "if (snapshot.version != announced.version)", "if (snapshot.version < 0)"),
    ("expired snapshot believed", UPDATER, 'return check_expiry(snapshot, "snapshot");', "return {};"),
    ("stored snapshot not checked", UPDATER, "if (const auto good = check_snapshot(*known); !good) return good;", ""),
    ("snapshot may forget roles", UPDATER, "if (now == next->files.end() || now->second.version < file.version)",
     "if (now != next->files.end() && now->second.version < file.version)"),
    ("snapshot may go back on roles", UPDATER, "if (now == next->files.end() || now->second.version < file.version)",
     "if (now == next->files.end())"),
    ("announced length not checked", UPDATER, "if (announced.length && bytes.size() != *announced.length)",
     "if (bytes.empty())"),
    ("announced hashes not checked", UPDATER, "if (!announced.hashes.empty() && !announced.hashes.fits(bytes))",
     "if (bytes.empty())"),
    ("unknown hash algorithm passes", METADATA, "if (has_other) return false;", ""),
    ("a role verified for one delegator is verified for all", UPDATER,
     "if (const auto known = roles_.find({delegator, name}); known != roles_.end()) return known->second;",
     "for (const auto& [key, known] : roles_) {\n    if (key.second == name) return known;\n  }"),
    ("no cycle check", UPDATER, "if (visited.contains(visit.role)) continue;", ""),
    ("terminating ignored", UPDATER, "if (!child.terminating) continue;", "continue;"),
    ("breadth first", UPDATER, "ahead.insert(ahead.end(), std::make_move_iterator(children.rbegin()),",
     "ahead.insert(ahead.begin(), std::make_move_iterator(children.rbegin()),"),
    ("last delegation first", UPDATER, """std::make_move_iterator(children.rbegin()),
                 std::make_move_iterator(children.rend()));""",
     """std::make_move_iterator(children.begin()),
                 std::make_move_iterator(children.end()));"""),
    ("paths of delegations ignored", UPDATER, "if (!child.covers(path)) continue;", ""),
    ("wildcards cross slashes", METADATA, "FNM_PATHNAME | FNM_NOESCAPE", "FNM_NOESCAPE"),
    ("case ignored", METADATA, "FNM_PATHNAME | FNM_NOESCAPE", "FNM_PATHNAME | FNM_NOESCAPE | (1 << 4)"),
    ("a key under two ids counts twice", METADATA, "if (!is_counted && verifies(", "if ((is_counted || true) && verifies("),
    ("keys that a role does not name count", METADATA, "if (!is_asked || key == keys.end()) continue;",
     "if ((!is_asked && false) || key == keys.end()) continue;"),
    ("threshold of one is enough", METADATA, "signers(part, keys, role).size() >= static_cast<std::size_t>(role.threshold)",
     "signers(part, keys, role).size() >= static_cast<std::size_t>(std::min(role.threshold, 1))"),
    ("signatures of one key id twice", METADATA, "if (!seen.insert(id).second) reader.refuse(",
     "if (!seen.insert(id).second && false) reader.refuse("),
    ("type not checked", METADATA, 'if (reader.text(*body, "_type") != type) reader.refuse(',
     'if (reader.text(*body, "_type").empty()) reader.refuse('),
    ("specification not checked", METADATA, 'if (!specification.starts_with("1.") && specification != "1")',
     "if (specification.empty())"),
    ("members twice", TREE, "return twice == names_.end() || refuse(", "return twice == names_.end() || true || refuse("),
    ("numbers beyond 63 bits", TREE, 'return refuse("a number is too large");', "value = 1;"),
    ("any depth", TREE, "if (open_.size() >= JsonTree::kMostDepth) return", "if (open_.size() >= 100'000) return"),
    ("control characters escaped", TREE, "if (character == '\"' || character == '\\\\') out += '\\\\';",
     "if (character == '\"' || character == '\\\\' || character == '\\n') out += '\\\\';"),
    ("members in the order written", TREE, "std::sort(members.begin(), members.end(), before);", "{}"),
    ("EC keys in any spelling", KEY, ": is_plain_p256(key.get()))", ": EVP_PKEY_bits(key.get()) == 256)"),
    ("RSA without PSS", KEY, "RSA_PKCS1_PSS_PADDING", "RSA_PKCS1_PADDING"),
    ("redirections followed", DOWNLOAD, "set(CURLOPT_FOLLOWLOCATION, 0L);", "set(CURLOPT_FOLLOWLOCATION, 1L);"),
    ("dots in URLs resolved", DOWNLOAD, "set(CURLOPT_PATH_AS_IS, 1L);", ""),
    ("slow lines waited for", DOWNLOAD, "kSlowSeconds = 30", "kSlowSeconds = 300"),
    ("slow metadata waited for", ORIGIN, "std::chrono::seconds(30 + most_bytes", "std::chrono::seconds(300 + most_bytes"),
    ("role names not encoded in files", FOLDER, "std::string name = encode_query(role);", "std::string name(role);"),
    ("no resume", TARGET, "if (descriptor_ >= 0) read_what_is_there();", "if (descriptor_ >= 0) restart();"),
    ("metadata written in place", "config/atomic_file.cpp", 'folder / ("." + file.filename().string() + ".part")', "file"),
    ("targets written in place", TARGET, 'file.parent_path() / ("." + file.filename().string() + ".part")', "file"),
    ("spoilt half files not fetched anew", TARGET, "unfinished.has_old_bytes() &&", "false &&"),
]


def run(command, **options):
    return subprocess.run(command, cwd=SCRATCH, capture_output=True, text=True, **options)


def prepare():
    """The project's files as they are in the tree; only what changed is copied, and so built."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=TOP, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        source, copy = TOP / name, SCRATCH / name
        if source.exists() and not (copy.exists() and copy.read_bytes() == source.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    cache = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    run(["cmake", "--preset", "dev", "-DCRIER_WARNINGS_AS_ERRORS=OFF", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", *cache], check=True)


def build():
    environment = dict(os.environ, CCACHE_BASEDIR=str(SCRATCH), CCACHE_NOHASHDIR="1")
    return run(["nice", "cmake", "--build", "--preset", "dev", "--target", "tuf_client", "-j2"], env=environment)


def first_failure(mutant=""):
    for name in sorted(TESTS, key=lambda test: not any(word in mutant for word in FIRST.get(test, ()))):
        command = ["/usr/bin/python3", "-B", HERE / f"{name}.py", "-x", SCRATCH / "build/dev/bin/tuf_client"]
        done = run(command)
        if done.returncode != 0:
            failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
            return failed[0].split("__main__.")[-1] if failed else f"{name} broke off"
    return None


def main():
    wanted = sys.argv[1:]
    prepare()
    built = build()
    if built.returncode != 0:
        sys.exit(f"without a mutant the client does not build:\n{built.stdout[-2000:]}")
    if not wanted and (failed := first_failure()):
        sys.exit(f"without a mutant a test fails: {failed}")
    lost = []
    for name, file, *changes in MUTANTS:
        if wanted and not any(part in name for part in wanted):
            continue
        source = SCRATCH / file
        right = source.read_text()
        text = right
        for old, new in zip(changes[::2], changes[1::2]):
            if text.count(old) != 1:
                lost.append(name)
                print(f"{name}: NOT APPLIED, the text is there {text.count(old)} times", flush=True)
            text = text.replace(old, new)
        begun = time.monotonic()
        source.write_text(text)
        try:
            built = build()
            if built.returncode != 0:
                lost.append(name)
                print(f"{name}: DOES NOT BUILD\n{built.stdout[-2000:]}", flush=True)
                continue
            killer = first_failure(name)
        finally:
            source.write_text(right)
        if not killer:
            lost.append(name)
        print(f"{name}: {'killed by ' + killer if killer else 'SURVIVES'} ({time.monotonic() - begun:.0f} s)", flush=True)
    print(f"{len(lost)} of {len(MUTANTS)} are not killed" if not wanted else f"{len(lost)} are not killed")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
