// SPDX-License-Identifier: Apache-2.0
// compromise with the names in its lexicon; JSON lines in, matches out as JSON.
const fs = require("fs");
const nlp = require("compromise");

const [names, documents] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));
const words = {};
for (const name of names.split("\n")) if (name) words[name.toLowerCase()] = "Listed";
nlp.plugin({ tags: { Listed: { is: "Noun" } }, words });
const begin = process.cpuUsage();
let spans = 0;
const out = [];
for (const line of documents.trim().split("\n")) {
  const record = JSON.parse(line);
  const read = nlp.tokenize(record.text);
  read.compute("lexicon");
  const found = read.match("#Listed+").json({ offset: true });
  spans += found.length;
  out.push(JSON.stringify({ id: record.id, found }));
}
fs.writeFileSync("/dev/null", out.join("\n"));
const used = process.cpuUsage(begin);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6, spans }));
