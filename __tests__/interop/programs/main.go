// A credential helper for docker, and a Notation plugin that answers every command with its metadata.
package main

import "os"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "get" {
		os.Stdout.WriteString(`{"Username":"ann","Secret":"s3cr3t"}`)
		return
	}
	os.Stdout.WriteString(`{"name":"acme","description":"a test","version":"1.0.0","url":"https://acme.example",` +
		`"supportedContractVersions":["1.0"],"capabilities":["SIGNATURE_VERIFIER.TRUSTED_IDENTITY"]}`)
}
