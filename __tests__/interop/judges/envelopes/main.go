// Reads signature envelopes as notation does: with notation-core-go, then with the checks of notation-go that need no trust.
//
// A line of standard input is the media type of an envelope and the envelope in base64. The answer is `refused: ` and the
// reason, or in JSON what was read.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/notaryproject/notation-core-go/signature"
	_ "github.com/notaryproject/notation-core-go/signature/cose"
	_ "github.com/notaryproject/notation-core-go/signature/jws"
)

const payloadType = "application/vnd.cncf.notary.payload.v1+json"

// The descriptor of image-spec, as far as notation-go compares it.
type payload struct {
	TargetArtifact struct {
		MediaType   string            `json:"mediaType"`
		Digest      string            `json:"digest"`
		Size        int64             `json:"size"`
		Annotations map[string]string `json:"annotations,omitempty"`
	} `json:"targetArtifact"`
}

type read struct {
	Scheme      string   `json:"scheme"`
	SigningTime int64    `json:"signingTime"`
	Expiry      int64    `json:"expiry"`
	Agent       string   `json:"agent"`
	Timestamp   string   `json:"timestamp"`
	Payload     string   `json:"payload"`
	Digest      string   `json:"digest"`
	Size        int64    `json:"size"`
	Chain       []string `json:"chain"`
	// Attributes that notation does not know, whether or not they are critical.
	Critical []string `json:"critical"`
}

func judge(mediaType string, envelope []byte) (*read, error) {
	parsed, err := signature.ParseEnvelope(mediaType, envelope)
	if err != nil {
		return nil, err
	}
	content, err := parsed.Verify()
	if err != nil {
		return nil, err
	}
	if content.Payload.ContentType != payloadType {
		return nil, fmt.Errorf("payload of the type %s", content.Payload.ContentType)
	}
	var body payload
	if err := json.Unmarshal(content.Payload.Content, &body); err != nil {
		return nil, err
	}
	info := content.SignerInfo
	answer := &read{
		Scheme:      string(info.SignedAttributes.SigningScheme),
		SigningTime: info.SignedAttributes.SigningTime.UnixMilli(),
		Agent:       info.UnsignedAttributes.SigningAgent,
		Timestamp:   hex.EncodeToString(info.UnsignedAttributes.TimestampSignature),
		Payload:     hex.EncodeToString(content.Payload.Content),
		Digest:      body.TargetArtifact.Digest,
		Size:        body.TargetArtifact.Size,
		Critical:    []string{},
	}
	if !info.SignedAttributes.Expiry.IsZero() {
		answer.Expiry = info.SignedAttributes.Expiry.UnixMilli()
	}
	for _, certificate := range info.CertificateChain {
		sum := sha256.Sum256(certificate.Raw)
		answer.Chain = append(answer.Chain, hex.EncodeToString(sum[:]))
	}
	for _, attribute := range info.SignedAttributes.ExtendedAttributes {
		if attribute.Critical {
			answer.Critical = append(answer.Critical, fmt.Sprint(attribute.Key))
		}
	}
	return answer, nil
}

func answer(line string) string {
	mediaType, encoded, _ := strings.Cut(line, " ")
	envelope, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		panic(err)
	}
	read, err := judge(mediaType, envelope)
	if err != nil {
		return "refused: " + strings.ReplaceAll(err.Error(), "\n", " ")
	}
	text, err := json.Marshal(read)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		fmt.Fprintln(out, answer(strings.TrimSuffix(line, "\n")))
	}
}
