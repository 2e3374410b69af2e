// Reads documents as registries, notation and oras do: with encoding/json, into the structs of image-spec 1.1,
// notation-core-go 1.3, notation-plugin-framework-go 1.0 and distribution, written again member by member.
//
// A line of standard input is the name of a document's kind and the document in base64. The answer is `refused`, or in
// JSON what was read: every member that is not zero, times in milliseconds. A line with the name alone asks for the names
// and types of the members.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"
)

type platform struct {
	Architecture string   `json:"architecture"`
	OS           string   `json:"os"`
	OSVersion    string   `json:"os.version,omitempty"`
	OSFeatures   []string `json:"os.features,omitempty"`
	Variant      string   `json:"variant,omitempty"`
}

type descriptor struct {
	MediaType    string            `json:"mediaType"`
	Digest       string            `json:"digest"`
	Size         int64             `json:"size"`
	URLs         []string          `json:"urls,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
	Data         []byte            `json:"data,omitempty"`
	Platform     *platform         `json:"platform,omitempty"`
	ArtifactType string            `json:"artifactType,omitempty"`
}

type versioned struct {
	SchemaVersion int `json:"schemaVersion"`
}

type image struct {
	versioned
	MediaType    string            `json:"mediaType,omitempty"`
	ArtifactType string            `json:"artifactType,omitempty"`
	Config       descriptor        `json:"config"`
	Layers       []descriptor      `json:"layers"`
	Subject      *descriptor       `json:"subject,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
}

type index struct {
	versioned
	MediaType    string            `json:"mediaType,omitempty"`
	ArtifactType string            `json:"artifactType,omitempty"`
	Manifests    []descriptor      `json:"manifests"`
	Subject      *descriptor       `json:"subject,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
}

type artifact struct {
	MediaType    string            `json:"mediaType"`
	ArtifactType string            `json:"artifactType"`
	Blobs        []descriptor      `json:"blobs,omitempty"`
	Subject      *descriptor       `json:"subject,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
}

// The platform of Docker's list has one member more.
type dockerList struct {
	versioned
	MediaType string `json:"mediaType,omitempty"`
	Manifests []struct {
		descriptor
		Platform *struct {
			platform
			Features []string `json:"features,omitempty"`
		} `json:"platform"`
	} `json:"manifests"`
}

type layout struct {
	Version string `json:"imageLayoutVersion"`
}

type envelope struct {
	Payload   string `json:"payload"`
	Protected string `json:"protected"`
	Header    struct {
		TimestampSignature []byte   `json:"io.cncf.notary.timestampSignature,omitempty"`
		CertChain          [][]byte `json:"x5c"`
		SigningAgent       string   `json:"io.cncf.notary.signingAgent,omitempty"`
	} `json:"header"`
	Signature string `json:"signature"`
}

type protectedHeader struct {
	Algorithm            string     `json:"alg"`
	ContentType          string     `json:"cty"`
	Critical             []string   `json:"crit,omitempty"`
	Expiry               *time.Time `json:"io.cncf.notary.expiry,omitempty"`
	SigningScheme        string     `json:"io.cncf.notary.signingScheme"`
	SigningTime          *time.Time `json:"io.cncf.notary.signingTime,omitempty"`
	AuthenticSigningTime *time.Time `json:"io.cncf.notary.authenticSigningTime,omitempty"`
}

type payload struct {
	TargetArtifact descriptor `json:"targetArtifact"`
}

type metadata struct {
	Name                      string   `json:"name"`
	Description               string   `json:"description"`
	Version                   string   `json:"version"`
	URL                       string   `json:"url"`
	SupportedContractVersions []string `json:"supportedContractVersions,omitempty"`
	Capabilities              []string `json:"capabilities"`
}

type key struct {
	KeyID   string `json:"keyId"`
	KeySpec string `json:"keySpec"`
}

type madeSignature struct {
	KeyID            string   `json:"keyId"`
	Signature        []byte   `json:"signature"`
	SigningAlgorithm string   `json:"signingAlgorithm"`
	CertificateChain [][]byte `json:"certificateChain"`
}

type madeEnvelope struct {
	SignatureEnvelope     []byte            `json:"signatureEnvelope"`
	SignatureEnvelopeType string            `json:"signatureEnvelopeType"`
	Annotations           map[string]string `json:"annotations,omitempty"`
}

type failure struct {
	ErrCode  string            `json:"errorCode"`
	Message  string            `json:"errorMessage,omitempty"`
	Metadata map[string]string `json:"errorMetadata,omitempty"`
}

// The structs that a document of each kind is read into, in turn. A manifest is read as every kind of manifest, because
// readers guess the kind; golang-jwt reads envelopes into maps as well.
var kinds = map[string]func() []any{
	"manifest":  func() []any { return []any{&image{}, &index{}, &artifact{}, &dockerList{}} },
	"layout":    func() []any { return []any{&layout{}} },
	"envelope":  func() []any { return []any{&envelope{}} },
	"protected": func() []any { return []any{&protectedHeader{}, &map[string]any{}} },
	"payload":   func() []any { return []any{&payload{}, &map[string]any{}} },
	"metadata":  func() []any { return []any{&metadata{}} },
	"key":       func() []any { return []any{&key{}} },
	"signature": func() []any { return []any{&madeSignature{}} },
	"answer":    func() []any { return []any{&madeEnvelope{}} },
	"failure":   func() []any { return []any{&failure{}} },
}

// element returns the value that was read: nil for a zero value, except for an element of a list.
func element(v reflect.Value, stands bool) any {
	switch value := v.Interface().(type) {
	case time.Time:
		return value.UnixMilli()
	case []byte:
		if len(value) == 0 && !stands {
			return nil
		}
		return base64.StdEncoding.EncodeToString(value)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return element(v.Elem(), true)
	case reflect.Struct:
		members := map[string]any{}
		collect(v, members)
		if len(members) == 0 && !stands {
			return nil
		}
		return members
	case reflect.Slice:
		if v.Len() == 0 {
			return nil
		}
		list := make([]any, v.Len())
		for i := range list {
			list[i] = element(v.Index(i), true)
		}
		return list
	case reflect.Map:
		if v.Len() == 0 {
			return nil
		}
		members := map[string]any{}
		for _, name := range v.MapKeys() {
			members[name.String()] = element(v.MapIndex(name), true)
		}
		return members
	}
	if v.IsZero() && !stands {
		return nil
	}
	return v.Interface()
}

func collect(v reflect.Value, members map[string]any) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous {
			collect(v.Field(i), members)
		} else if value := element(v.Field(i), false); value != nil {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			members[name] = value
		}
	}
}

// describe returns the JSON type that a Go type is decoded from.
func describe(t reflect.Type) any {
	switch t {
	case reflect.TypeFor[time.Time]():
		return "time"
	case reflect.TypeFor[[]byte]():
		return "bytes"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Int, reflect.Int64:
		return "integer"
	case reflect.Bool:
		return "boolean"
	case reflect.Pointer:
		return describe(t.Elem())
	case reflect.Slice:
		return map[string]any{"list": describe(t.Elem())}
	case reflect.Map:
		return map[string]any{"map": describe(t.Elem())}
	}
	members := map[string]any{}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.Anonymous {
			members[name] = describe(field.Type)
			continue
		}
		for name, member := range describe(field.Type).(map[string]any) {
			members[name] = member
		}
	}
	return members
}

// merge joins the values that two structs read from one document.
func merge(a, b any) any {
	switch left := a.(type) {
	case map[string]any:
		for name, value := range b.(map[string]any) {
			if known, ok := left[name]; ok {
				left[name] = merge(known, value)
			} else {
				left[name] = value
			}
		}
		return left
	case []any:
		right := b.([]any)
		if len(left) != len(right) {
			panic("two readings of one list")
		}
		for i := range left {
			left[i] = merge(left[i], right[i])
		}
		return left
	}
	if !reflect.DeepEqual(a, b) {
		panic("two readings of one value")
	}
	return a
}

func read(kind string, document []byte) (any, error) {
	make, ok := kinds[kind]
	if !ok {
		return nil, errors.New("no such kind")
	}
	var known any = map[string]any{}
	for _, target := range make() {
		if err := json.Unmarshal(document, target); err != nil {
			return nil, err
		}
		if v := reflect.ValueOf(target).Elem(); v.Kind() == reflect.Struct {
			known = merge(known, element(v, true))
		}
	}
	return known, nil
}

func members(kind string) any {
	var known any = map[string]any{}
	for _, target := range kinds[kind]() {
		if t := reflect.TypeOf(target).Elem(); t.Kind() == reflect.Struct {
			known = merge(known, describe(t))
		}
	}
	return known
}

func answer(out *bufio.Writer, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(out, string(text))
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		kind, text, isDocument := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		if !isDocument {
			answer(out, members(string(kind)))
			continue
		}
		document, err := base64.StdEncoding.DecodeString(string(text))
		if err != nil {
			panic(err)
		}
		known, err := read(string(kind), document)
		if err != nil {
			fmt.Fprintln(out, "refused")
			continue
		}
		answer(out, known)
	}
}
