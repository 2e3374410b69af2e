import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** The extensions that a well-known kind of authority writes into root, intermediate and leaf. */
export interface AuthorityForm {
  readonly root?: string;
  readonly intermediate?: string;
  readonly leaf?: string;
  /** Options of OpenSSL for keys (`-newkey` of req) and signatures. */
  readonly key?: readonly string[];
  readonly signing?: readonly string[];
}

const CA =
  'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
const LEAF = 'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n';
const IDS = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n';

export const AUTHORITY_FORMS: Readonly<Record<string, AuthorityForm>> = {
  'a public authority, as DigiCert': {
    intermediate: `basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,digitalSignature,keyCertSign,cRLSign
extendedKeyUsage=codeSigning
${IDS}authorityInfoAccess=OCSP;URI:http://ocsp.example.com,caIssuers;URI:http://cacerts.example.com/root.crt
crlDistributionPoints=URI:http://crl3.example.com/root.crl
certificatePolicies=2.23.140.1.3,2.23.140.1.4.1`,
    leaf: `${LEAF}basicConstraints=CA:FALSE
${IDS}certificatePolicies=2.23.140.1.4.1,@cps
crlDistributionPoints=URI:http://crl3.example.com/a.crl,URI:http://crl4.example.com/a.crl
authorityInfoAccess=OCSP;URI:http://ocsp.example.com,caIssuers;URI:http://cacerts.example.com/a.crt
[cps]
policyIdentifier=2.16.840.1.114412.3.1
CPS.1=http://www.example.com/CPS
userNotice.1=@notice
[notice]
explicitText=UTF8:as the CPS says`,
  },
  "a public authority, as Let's Encrypt": {
    key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
    intermediate: `basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,digitalSignature,keyCertSign,cRLSign
extendedKeyUsage=serverAuth,clientAuth
${IDS}authorityInfoAccess=caIssuers;URI:http://x1.i.example.org/
crlDistributionPoints=URI:http://x1.c.example.org/
certificatePolicies=2.23.140.1.2.1`,
    leaf: `${LEAF}basicConstraints=critical,CA:FALSE
${IDS}subjectAltName=DNS:example.com,DNS:*.example.com
1.3.6.1.4.1.11129.2.4.2=ASN1:FORMAT:HEX,OCTETSTRING:0004deadbeef`,
  },
  'Vault or OpenBao PKI': {
    key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    leaf: `keyUsage=critical,digitalSignature
extendedKeyUsage=codeSigning
${IDS}authorityInfoAccess=OCSP;URI:http://127.0.0.1:8200/v1/pki/ocsp,caIssuers;URI:http://127.0.0.1:8200/v1/pki/ca
crlDistributionPoints=URI:http://127.0.0.1:8200/v1/pki/crl
subjectAltName=DNS:release.example.com,IP:10.0.0.1,IP:2001:db8::1,email:a@example.com,URI:spiffe://example.com/ci,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:a@example.com`,
  },
  'Active Directory Certificate Services': {
    root: `${CA}1.3.6.1.4.1.311.21.1=ASN1:INTEGER:0`,
    leaf: `${LEAF}${IDS}1.3.6.1.4.1.311.21.7=ASN1:SEQUENCE:template
1.3.6.1.4.1.311.20.2=ASN1:BMPSTRING:CodeSigning
1.3.6.1.4.1.311.21.10=ASN1:SEQUENCE:purposes
crlDistributionPoints=@crls
authorityInfoAccess=@places
subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:release@example.com
[crls]
URI.1=ldap:///CN=acme%20CA,CN=CDP,DC=example?certificateRevocationList?base?objectClass=cRLDistributionPoint
[places]
caIssuers;URI.1=ldap:///CN=acme%20CA,CN=AIA,DC=example?cACertificate?base
[template]
id=OID:1.3.6.1.4.1.311.21.8.1
major=INTEGER:100
[purposes]
one=SEQUENCE:purpose
[purpose]
id=OID:1.3.6.1.5.5.7.3.3`,
  },
  'OpenSSL, with issuer and serial number as key identifier': {
    key: ['-newkey', 'rsa:2048'],
    leaf: `${LEAF}subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always,issuer:always\nnsComment=made by hand`,
  },
  'a bridge with constraints and policies': {
    intermediate: `${CA}nameConstraints=permitted;DNS:example.com,permitted;email:.example.com,permitted;URI:.example.com,permitted;IP:10.0.0.0/255.0.0.0,excluded;DNS:bad.example.com
certificatePolicies=1.2.3.4
policyConstraints=critical,requireExplicitPolicy:3,inhibitPolicyMapping:0
policyMappings=1.2.3.4:1.2.3.5
inhibitAnyPolicy=critical,2`,
    leaf: `${LEAF}certificatePolicies=1.2.3.5\nsubjectAltName=dirName:elsewhere\nissuerAltName=issuer:copy
[elsewhere]
C=US
O=elsewhere`,
  },
  'RSASSA-PSS': {
    key: ['-newkey', 'rsa:2048'],
    signing: ['-sha384', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'],
  },
  'a root of Ed25519': { key: ['-newkey', 'ed25519'] },
};

async function openssl(...args: readonly string[]): Promise<void> {
  const done = await run('openssl', [...args]);
  if (done.code !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stderr}`);
}

/** A chain that OpenSSL makes in this form, leaf first, root last: DER in base64. The leaf's key is of P-256. */
export async function opensslChain(form: AuthorityForm): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-forms-'));
  const at = (name: string): string => join(folder, name);
  const { key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], signing = [] } = form;
  const request = async (name: string, newKey: readonly string[]): Promise<void> => {
    const subject = `/C=US/ST=WA/O=acme/CN=${name}`;
    await openssl(
      'req',
      '-new',
      ...newKey,
      '-nodes',
      '-keyout',
      at(`${name}.key`),
      '-subj',
      subject,
      '-out',
      at(`${name}.csr`),
    );
  };
  const issue = async (name: string, issuer: readonly string[], extensions: string): Promise<void> => {
    await writeFile(at(`${name}.ext`), extensions);
    await openssl(
      ...['x509', '-req', '-in', at(`${name}.csr`), ...issuer, ...signing, '-days', '30'],
      ...['-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`)],
    );
  };
  const by = (name: string): string[] => [
    '-CA',
    at(`${name}.pem`),
    '-CAkey',
    at(`${name}.key`),
    '-CAcreateserial',
  ];
  try {
    await request('root', key);
    await issue('root', ['-key', at('root.key')], form.root ?? CA);
    await request('middle', key);
    await issue('middle', by('root'), form.intermediate ?? `${CA}authorityKeyIdentifier=keyid`);
    await request('leaf', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    await issue('leaf', by('middle'), form.leaf ?? `${LEAF}${IDS}`);
    const pems = await Promise.all(
      ['leaf', 'middle', 'root'].map((name) => readFile(at(`${name}.pem`), 'utf8')),
    );
    return pems.map((pem) => pem.replaceAll(/-----[^-]+-----|\s/g, ''));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
