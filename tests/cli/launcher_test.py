# SPDX-License-Identifier: Apache-2.0
"""./waymark and tests/run in a small checkout, whose cmake, apt-get and dpkg-query only write down what they are asked:
what is installed and built when, and what the program is given."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(os.environ["WAYMARK_ROOT"])

# "Builds" a program that shows what it was given; where there is a gate, as soon as that is open.
CMAKE = """\
#!/bin/sh
echo "cmake $*" >>"$LOG"
cat >>"$LOG"
echo "the compiler speaks"
case $* in
  *--build*)
    while [ -n "${GATE:-}" ] && [ ! -e "$GATE" ]; do sleep 0.02; done
    [ -z "${BUILD_FAILS:-}" ] || exit 1
    mkdir -p build/release/src/cli
    printf '#!/bin/sh\\necho "program in $(pwd) with: $*"; umask; cat\\n' >build/release/src/cli/waymark
    chmod +x build/release/src/cli/waymark
    ;;
esac
"""
INSTALLED = "#!/bin/sh\nprintf 'ii '\n"
ABSENT = '#!/bin/sh\n[ -e "$FLAG" ] && printf "ii "\n'
APT = '#!/bin/sh\necho "apt-get $*" >>"$LOG"; cat >>"$LOG"; touch "$FLAG"; echo "apt speaks"\n'


class Launcher(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="waymark launcher "))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.checkout = self.folder / "a check'out"
        for name in ("waymark", "cmake/launch", "cmake/packages.txt", "tests/run"):
            self.put(self.checkout / name, (ROOT / name).read_text(), 0o755)
        for name in ("CMakeLists.txt", "CMakePresets.json", "src/a.cpp", "gazetteer/a.yaml", "grammar/a.way"):
            self.put(self.checkout / name, "x")
        self.age(100)
        self.log, self.flag, self.gate = (self.folder / name for name in ("log", "installed", "gate"))
        self.fake("cmake", CMAKE)
        self.fake("ctest", '#!/bin/sh\necho "ctest $* in $(pwd)"\n')
        self.fake("dpkg-query", INSTALLED)
        self.fake("apt-get", APT)
        self.fake("id", "#!/bin/sh\necho 1000\n")
        (self.folder / "elsewhere").mkdir()

    def put(self, path, content, mode=0o644):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        path.chmod(mode)

    def age(self, seconds):
        """Makes all files of the checkout that old."""
        when = time.time() - seconds
        for path in self.checkout.rglob("*"):
            os.utime(path, (when, when))

    def fake(self, name, script):
        self.put(self.folder / "bin" / name, script, 0o755)

    def environment(self, **more):
        return {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "LOG": str(self.log), "FLAG": str(self.flag), **more}

    def launch(self, *arguments, command=None, stdin="", **options):
        environment = self.environment(**options.pop("env", {}))
        return subprocess.run([command or self.checkout / "waymark", *arguments], input=stdin, capture_output=True,
                              text=True, cwd=self.folder / "elsewhere", env=environment, timeout=60,
                              start_new_session=True, check=False, **options)

    def launch_to_gate(self):
        """Starts a run whose build has begun and waits at the gate."""
        running = self.start_at_gate()
        while len(self.asked()) < 2:
            self.assertIsNone(running.poll())
            time.sleep(0.02)
        return running

    def start_at_gate(self):
        return subprocess.Popen([self.checkout / "waymark"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True, env=self.environment(GATE=str(self.gate)))

    def asked(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def test_it_builds_and_becomes_the_program_in_the_callers_directory(self):
        answer = self.launch("annotate", "a file", "-", stdin="piped text")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stdout.splitlines()[0], f"program in {self.folder / 'elsewhere'} with: annotate a file -")
        self.assertEqual(answer.stdout.splitlines()[2:], ["piped text"])
        self.assertEqual(self.asked(), ["cmake --preset release", "cmake --build --preset release"])

    def test_messages_go_to_standard_error(self):
        answer = self.launch()
        self.assertIn("building waymark", answer.stderr)
        self.assertNotIn("building", answer.stdout)
        self.assertNotIn("the compiler speaks", answer.stdout + answer.stderr)

    def test_it_starts_at_once_when_nothing_is_newer(self):
        self.launch()
        self.log.unlink()
        answer = self.launch("annotate", stdin="again")
        self.assertEqual((answer.stdout.splitlines()[2:], answer.stderr, self.asked()), (["again"], "", []))

    def test_a_newer_source_rule_or_entry_builds_again(self):
        self.launch()
        for name in ("src/a.cpp", "gazetteer/a.yaml", "grammar/a.way", "cmake/packages.txt", "CMakeLists.txt"):
            self.log.unlink()
            os.utime(self.checkout / name, (time.time() + 5, time.time() + 5))
            self.launch()
            self.assertEqual(len(self.asked()), 2, name)
            self.age(100)
            os.utime(self.checkout / "build/release/src/cli/waymark")

    def test_a_source_that_changes_during_the_build_builds_again(self):
        running = self.launch_to_gate()
        os.utime(self.checkout / "src/a.cpp")
        self.gate.touch()
        running.communicate(timeout=60)
        self.log.unlink()
        self.launch()
        self.assertEqual(len(self.asked()), 2)

    def test_a_compiled_gazetteer_beside_the_entries_is_no_source(self):
        self.launch()
        self.log.unlink()
        self.put(self.checkout / "gazetteer" / "shipped.wmg", "x")
        os.utime(self.checkout / "gazetteer" / "shipped.wmg", (time.time() + 5, time.time() + 5))
        self.launch()
        self.assertEqual(self.asked(), [])

    def test_the_program_has_the_callers_umask(self):
        answer = self.launch(preexec_fn=lambda: os.umask(0o077))
        self.assertEqual(answer.stdout.splitlines()[1], "0077")

    def test_it_is_found_through_a_link_and_with_cdpath(self):
        link = self.folder / "bin" / "waymark"
        link.symlink_to(self.checkout / "waymark")
        answer = self.launch(command=link, env={"CDPATH": "/usr:/"})
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertTrue(answer.stdout.startswith("program in "), answer.stdout)

    def test_a_failed_build_shows_why_and_answers_2(self):
        answer = self.launch(env={"BUILD_FAILS": "yes"})
        self.assertEqual((answer.returncode, answer.stdout), (2, ""))
        self.assertIn("the compiler speaks", answer.stderr)
        self.assertIn("building failed", answer.stderr)

    def test_two_at_once_build_once(self):
        first = self.launch_to_gate()
        second = self.start_at_gate()
        self.assertIn("waiting for another build", second.stderr.readline())
        self.gate.touch()
        answers = [started.communicate(timeout=60) for started in (first, second)]
        self.assertEqual([first.returncode, second.returncode], [0, 0])
        self.assertEqual(len(self.asked()), 2)
        self.assertNotIn("waiting", answers[0][1])

    def test_without_rights_it_says_the_line_and_answers_2(self):
        self.fake("dpkg-query", ABSENT)
        for command in ("waymark", "tests/run"):
            answer = self.launch(command=self.checkout / command)
            self.assertEqual((answer.returncode, answer.stdout, self.asked()), (2, "", []))
            self.assertIn("apt-get install -y --no-install-recommends", answer.stderr)
            self.assertIn(" libicu-dev ", answer.stderr)
            self.assertIn(" libboost1.81-dev ", answer.stderr)

    def test_root_installs_what_is_missing_and_gives_apt_no_input(self):
        self.fake("dpkg-query", ABSENT)
        self.fake("id", "#!/bin/sh\necho 0\n")
        answer = self.launch("annotate", stdin="piped text")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertNotIn("apt", answer.stdout)
        self.assertEqual(answer.stdout.splitlines()[2:], ["piped text"])
        asked = self.asked()
        self.assertTrue(any("install -y --no-install-recommends" in line and " libicu-dev" in line for line in asked), asked)
        self.assertNotIn("piped text", asked)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_checkout_that_can_not_be_written_is_said(self):
        self.checkout.chmod(0o500)
        answer = self.launch()
        self.checkout.chmod(0o700)
        self.assertEqual((answer.returncode, answer.stdout), (2, ""))
        self.assertIn("can't be written", answer.stderr)

    def test_tests_run_builds_the_tests_and_gives_ctest_its_arguments(self):
        answer = self.launch("-R", "grammar", command=self.checkout / "tests" / "run")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stdout, f"ctest --preset test -R grammar in {self.checkout}\n")
        self.assertEqual(self.asked(), ["cmake --preset test", "cmake --build --preset test"])


if __name__ == "__main__":
    unittest.main()
