// Prints what mutation testing found: node tools/mutation-table.mjs report.json …   (tools/mutation.sh calls it)
// Several reports of one part are put together: a mutant that any run killed is killed. Reports of an older source are left out by file.
import { readFileSync } from 'node:fs';

const killed = ['Killed', 'Timeout'];
const rank = ['NoCoverage', 'Survived', 'Timeout', 'Killed'];
const files = new Map();
for (const path of process.argv.slice(2)) {
  for (const [name, file] of Object.entries(JSON.parse(readFileSync(path, 'utf8')).files)) {
    const known = files.get(name);
    const found = known?.source === file.source ? known : { source: file.source, mutants: new Map() };
    for (const mutant of file.mutants.filter(({ status }) => rank.includes(status))) {
      const key = JSON.stringify([mutant.location, mutant.mutatorName, mutant.replacement]);
      const before = found.mutants.get(key);
      if (before === undefined || rank.indexOf(before.status) < rank.indexOf(mutant.status)) found.mutants.set(key, mutant);
    }
    if (found.mutants.size > 0) files.set(name, found);
  }
}

const total = { tested: 0, killed: 0, timeout: 0 };
for (const [name, { source, mutants }] of [...files].sort()) {
  const all = [...mutants.values()];
  const left = all.filter(({ status }) => !killed.includes(status));
  total.tested += all.length;
  total.killed += all.length - left.length;
  total.timeout += all.filter(({ status }) => status === 'Timeout').length;
  console.log(`${name.split('/Vote.Crypto/').pop()}  ${all.length - left.length} of ${all.length}`);
  const lines = source.split('\n');
  for (const { location, mutatorName, replacement, status } of left) {
    const { line, column } = location.start;
    console.log(`    ${line}:${column} ${status}, ${mutatorName}: ${lines[line - 1].trim()} → ${replacement.replace(/\s+/g, ' ').slice(0, 160)}`);
  }
}

const score = (100 * total.killed) / Math.max(total.tested, 1);
console.log(`\nscore ${score.toFixed(1)} %: ${total.killed} of ${total.tested} mutants killed, ${total.timeout} of them by timeout`);
