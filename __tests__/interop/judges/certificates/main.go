// Judges certificates with Go's crypto/x509, with which notation reads them.
//
// A case is a word and DER in base64, apart by spaces:
//
//	certificate DER       is parsed
//	signed DER DER…       leaf first, root last: each carries the signature of the next, the last one its own, and none has
//	                      a critical extension that Go does not process
//	chain DER DER…        the same list through Certificate.Verify, for code signing
//	request DER           PKCS#10: is parsed, and its signature checked
//
// The answer is `ok: SUBJECT` or `refused: REASON`.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
)

func parseAll(ders [][]byte) ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	for _, der := range ders {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		list = append(list, certificate)
	}
	if len(list) == 0 {
		return nil, errors.New("no certificate")
	}
	return list, nil
}

func certificate(ders [][]byte) (string, error) {
	list, err := parseAll(ders)
	if err != nil {
		return "", err
	}
	return list[0].Subject.String(), nil
}

func signed(ders [][]byte) (string, error) {
	list, err := parseAll(ders)
	if err != nil {
		return "", err
	}
	for i, one := range list {
		if len(one.UnhandledCriticalExtensions) > 0 {
			return "", fmt.Errorf("unhandled critical extensions: %v", one.UnhandledCriticalExtensions)
		}
		if i == len(list)-1 {
			// CheckSignatureFrom refuses a self-signed certificate that is no CA.
			err = one.CheckSignature(one.SignatureAlgorithm, one.RawTBSCertificate, one.Signature)
		} else {
			err = one.CheckSignatureFrom(list[i+1])
		}
		if err != nil {
			return "", err
		}
	}
	return list[0].Subject.String(), nil
}

func chain(ders [][]byte) (string, error) {
	list, err := parseAll(ders)
	if err != nil {
		return "", err
	}
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(list[len(list)-1])
	for _, one := range list[1:] {
		between.AddCert(one)
	}
	_, err = list[0].Verify(x509.VerifyOptions{
		Roots:         roots,
		Intermediates: between,
		KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
	})
	if err != nil {
		return "", err
	}
	return list[0].Subject.String(), nil
}

func request(ders [][]byte) (string, error) {
	if len(ders) != 1 {
		return "", errors.New("not one request")
	}
	parsed, err := x509.ParseCertificateRequest(ders[0])
	if err != nil {
		return "", err
	}
	if err := parsed.CheckSignature(); err != nil {
		return "", err
	}
	return parsed.Subject.String(), nil
}

var questions = map[string]func([][]byte) (string, error){
	"certificate": certificate,
	"signed":      signed,
	"chain":       chain,
	"request":     request,
}

func answer(line string) (string, error) {
	words := strings.Fields(line)
	if len(words) == 0 || questions[words[0]] == nil {
		return "", errors.New("not a question")
	}
	var ders [][]byte
	for _, word := range words[1:] {
		der, err := base64.StdEncoding.DecodeString(word)
		if err != nil {
			return "", err
		}
		ders = append(ders, der)
	}
	return questions[words[0]](ders)
}

var oneLine = strings.NewReplacer("\n", `\n`, "\r", `\r`)

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for {
		line, err := input.ReadString('\n')
		if err != nil {
			return
		}
		subject, err := answer(line)
		if err != nil {
			fmt.Fprintf(output, "refused: %s\n", oneLine.Replace(err.Error()))
		} else {
			fmt.Fprintf(output, "ok: %s\n", oneLine.Replace(subject))
		}
	}
}
