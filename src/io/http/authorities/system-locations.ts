/** Where an operating system keeps the authorities that it trusts, as PEM. */
export interface SystemPlaces {
  /** Bundles; the first that is there counts. */
  readonly files: readonly string[];
  /** Folders of single certificates; all count. */
  readonly folders: readonly string[];
}

/** The places of the distributions, as crypto/x509 of Go looks for them (root_linux.go). */
const LINUX: SystemPlaces = {
  files: [
    '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Gentoo, Arch
    '/etc/pki/tls/certs/ca-bundle.crt', // Fedora, RHEL 6
    '/etc/ssl/ca-bundle.pem', // openSUSE
    '/etc/pki/tls/cacert.pem', // OpenELEC
    '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // RHEL 7 and later
    '/etc/ssl/cert.pem', // Alpine
  ],
  folders: ['/etc/ssl/certs', '/etc/pki/tls/certs'],
};

/** The same of the BSDs and of illumos (root_bsd.go, root_solaris.go). */
const OTHER_UNIX: SystemPlaces = {
  files: [
    '/usr/local/etc/ssl/cert.pem',
    '/etc/ssl/cert.pem',
    '/usr/local/share/certs/ca-root-nss.crt',
    '/etc/openssl/certs/ca-certificates.crt',
    '/etc/certs/ca-certificates.crt',
    '/etc/ssl/cacert.pem',
  ],
  folders: ['/etc/ssl/certs', '/usr/local/share/certs', '/etc/openssl/certs', '/etc/certs/CA'],
};

const ANDROID: SystemPlaces = {
  files: [],
  folders: ['/system/etc/security/cacerts', '/data/misc/keychain/certs-added'],
};

/** The places of a platform (`process.platform`); `undefined` where the system keeps its authorities in a store of its own. */
export function systemLocations(platform: string): SystemPlaces | undefined {
  if (platform === 'darwin' || platform === 'win32') return undefined;
  if (platform === 'linux') return LINUX;
  return platform === 'android' ? ANDROID : OTHER_UNIX;
}
