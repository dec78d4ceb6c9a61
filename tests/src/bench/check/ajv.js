// Given on standard input: schema, content as JSON text, how often to measure.
const folder = process.argv[1];
const Ajv = require(`${folder}/ajv`).default;
const { version } = require(`${folder}/ajv/package.json`);
const { schema, content, batches } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema);
const parsed = JSON.parse(content);
const bytes = Buffer.from(content);

function must(right) {
  if (!right) throw new Error(`the sample does not fit its schema: ${JSON.stringify(validate.errors)}`);
}

function measure(one) {
  let calls = 0;
  for (const start = performance.now(); performance.now() - start < batches.milliseconds; calls++) one();
  const times = [];
  for (let batch = 0; batch < batches.count; batch++) {
    const start = performance.now();
    for (let call = 0; call < calls; call++) one();
    times.push((performance.now() - start) / calls);
  }
  return times;
}

console.log(JSON.stringify({
  versions: `Ajv ${version} on node ${process.versions.node}`,
  parsed: measure(() => must(validate(parsed))),
  bytes: measure(() => must(validate(JSON.parse(bytes.toString('utf8'))))),
}));
