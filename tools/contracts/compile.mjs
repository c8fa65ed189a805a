// Compiles TsukubaAnchor.sol. Without arguments it writes the result to artifacts/contracts, where the tests compare it with the
// committed TsukubaAnchor.json; with --commit it replaces that file. No metadata in the code: it depends on nothing but the source.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import solc from 'solc';

const here = new URL('.', import.meta.url);
const name = 'TsukubaAnchor';
const input = {
  language: 'Solidity',
  sources: { [`${name}.sol`]: { content: readFileSync(new URL(`${name}.sol`, here), 'utf8') } },
  settings: {
    evmVersion: 'paris',
    optimizer: { enabled: true, runs: 200 },
    metadata: { appendCBOR: false, bytecodeHash: 'none' },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.methodIdentifiers'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
if (output.errors?.length) {
  for (const error of output.errors) console.error(error.formattedMessage);
  process.exit(1);
}

const contract = output.contracts[`${name}.sol`][name];
const runtime = contract.evm.deployedBytecode.object;
const result = {
  comment: `Compiled from ${name}.sol by compile.mjs (npm solc).`,
  compiler: solc.version(),
  abi: contract.abi,
  selectors: contract.evm.methodIdentifiers,
  creation: contract.evm.bytecode.object,
  runtime,
  runtime_sha256: createHash('sha256').update(Buffer.from(runtime, 'hex')).digest('hex'),
};
const folder = process.argv.includes('--commit') ? here : new URL('../../artifacts/contracts/', here);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
console.log(`${name}  ${result.compiler}  runtime ${runtime.length / 2} bytes  sha256 ${result.runtime_sha256}`);
