// Fetches what `verify` fetches and checks the digests: the part of its time that any client on Node needs.
// `import` would read every export of a builtin, and with some of http's load a second client.
const { createHash } = process.getBuiltinModule('node:crypto');
const { Agent, request } = process.getBuiltinModule('node:http');

const [, , host, repository, digest] = process.argv;
const agent = new Agent({ keepAlive: true });
const headers = { accept: 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json' };

const ask = (method, path) =>
  new Promise((resolve, reject) => {
    const asked = request(`http://${host}/v2/${repository}/${path}`, { method, agent, headers }, (answer) => {
      const hash = createHash('sha256');
      const chunks = [];
      answer.on('data', (chunk) => {
        hash.update(chunk);
        chunks.push(chunk);
      });
      answer.on('error', reject).on('end', () => {
        hash.digest();
        if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`${path} answered ${answer.statusCode}`));
      });
    });
    asked.on('error', reject).end();
  });

const [, list] = await Promise.all([ask('HEAD', `manifests/${digest}`), ask('GET', `referrers/${digest}`)]);
const [signature] = JSON.parse(list).manifests;
const { layers } = JSON.parse(await ask('GET', `manifests/${signature.digest}`));
await ask('GET', `blobs/${layers[0].digest}`);
agent.destroy();
