import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, run } from './run.ts';

/** Reads a request, or a chain with its root last, by Go's crypto/x509, which stands under notation. */
const PROGRAM = `package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	rest, err := os.ReadFile(os.Args[1])
	must(err)
	var chain []*x509.Certificate
	for {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		if block == nil {
			break
		}
		if block.Type == "CERTIFICATE REQUEST" {
			request, err := x509.ParseCertificateRequest(block.Bytes)
			must(err)
			must(request.CheckSignature())
			fmt.Println(request.Subject)
			return
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		must(err)
		chain = append(chain, certificate)
	}
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(chain[len(chain)-1])
	for _, certificate := range chain[1:] {
		between.AddCert(certificate)
	}
	_, err = chain[0].Verify(x509.VerifyOptions{
		Roots:         roots,
		Intermediates: between,
		KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
	})
	must(err)
	fmt.Println(chain[0].Subject)
}
`;

let program = '';

/** Builds the program; to be waited for before its first use. */
export async function buildGoX509(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-go-x509-'));
  const source = join(folder, 'main.go');
  await writeFile(source, PROGRAM);
  program = join(folder, 'check');
  const done = await run('go', ['build', '-o', program, source], { cwd: folder, env: { CGO_ENABLED: '0' } });
  if (done.code !== 0) throw new Error(`go build: ${done.stderr}`);
}

/** What Go says of a PEM file: its subject as notation shows it on stdout, or why it refuses it. */
export function goX509(file: string): Promise<Finished> {
  return run(program, [file]);
}
