// Checks a log with the packages of the Go checksum database and nothing of ours: the signed note and its cosignatures,
// every tile against the signed root, every entry against its leaf, an inclusion proof of every entry, the log's own
// proofs of consistency between its heads, and the tlog-proofs named on the command line.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run log.go POLICY LOG [-save DIR] [PROOF...]
//
// LOG is a folder or an http address that ends with /log. On Debian: apt-get install golang-go golang-golang-x-mod-dev.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var errAbsent = errors.New("not there")

// A source is a log as files or over HTTP, each read once; what was read can be kept.
type source struct {
	base, save string
	known      map[string][]byte
}

func (s source) read(path string) ([]byte, error) {
	data, isKnown := s.known[path]
	if isKnown {
		return data, nil
	}
	if strings.HasPrefix(s.base, "http") {
		answer, err := http.Get(s.base + "/" + path)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		if answer.StatusCode == 404 {
			return nil, errAbsent
		}
		if answer.StatusCode != 200 {
			return nil, fmt.Errorf("%s: %s", path, answer.Status)
		}
		if data, err = io.ReadAll(answer.Body); err != nil {
			return nil, err
		}
	} else {
		var err error
		if data, err = os.ReadFile(filepath.Join(s.base, path)); errors.Is(err, os.ErrNotExist) {
			return nil, errAbsent
		} else if err != nil {
			return nil, err
		}
	}
	if s.save != "" {
		name := filepath.Join(s.save, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return nil, err
		}
	}
	s.known[path] = data
	return data, nil
}

// Height, ReadTiles and SaveTiles make a source a tlog.TileReader. The paths of c2sp.org/tlog-tiles have no height.
func (s source) Height() int { return 8 }

func (s source) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := s.read("tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

func (s source) SaveTiles([]tlog.Tile, [][]byte) {}

// A witness checks cosignature/v1 lines (c2sp.org/tlog-cosignature), which x/mod does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	text := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(text), sig[8:])
}

// The keys of a policy: the log's that x/mod knows, all witnesses, and how many lines could not be checked.
type policy struct {
	origin    string
	verifiers []note.Verifier
	notOurs   int
}

func readPolicy(file string) (policy, error) {
	var p policy
	text, err := os.ReadFile(file)
	if err != nil {
		return p, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		if len(words) == 2 && words[0] == "log" {
			verifier, err := note.NewVerifier(words[1])
			if err != nil {
				p.notOurs++ // ML-DSA-44
				continue
			}
			p.origin = verifier.Name()
			p.verifiers = append(p.verifiers, verifier)
		} else if len(words) == 3 && words[0] == "witness" {
			w, err := readWitness(words[2])
			if err != nil {
				return p, err
			}
			p.verifiers = append(p.verifiers, w)
		}
	}
	if len(p.verifiers) < 2 {
		return p, errors.New("the policy names no log or no witness")
	}
	return p, nil
}

func readWitness(vkey string) (witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return witness{}, errors.New("no key: " + vkey)
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return witness{}, errors.New("no key of a witness: " + vkey)
	}
	hash := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if fmt.Sprintf("%x", hash[:4]) != parts[1] {
		return witness{}, errors.New("another key id: " + vkey)
	}
	return witness{parts[0], binary.BigEndian.Uint32(hash[:4]), key[1:]}, nil
}

// Opens a checkpoint that the log and every witness of the policy signed.
func (p policy) open(signed []byte) (tlog.Tree, error) {
	var tree tlog.Tree
	n, err := note.Open(signed, note.VerifierList(p.verifiers...))
	if err != nil {
		return tree, err
	}
	if len(n.Sigs) != len(p.verifiers) {
		return tree, fmt.Errorf("%d good signatures and not %d", len(n.Sigs), len(p.verifiers))
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != p.origin || lines[3] != "" {
		return tree, errors.New("no checkpoint of " + p.origin)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tree, errors.New("no size: " + lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashes(text string) ([]tlog.Hash, error) {
	var all []tlog.Hash
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if line == "" {
			continue
		}
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		all = append(all, hash)
	}
	return all, nil
}

func entriesOf(s source, size int64) ([][]byte, error) {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := 256
		if size-n*256 < 256 {
			width = int(size - n*256)
		}
		path := tlog.Tile{H: 8, L: 0, N: n, W: width}.Path()
		data, err := s.read("tile/entries/" + strings.TrimPrefix(path, "tile/8/0/"))
		if err != nil {
			return nil, fmt.Errorf("entries %d: %w", n, err)
		}
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, errors.New("a bundle of entries is cut off")
			}
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
		if len(data) != 0 {
			return nil, errors.New("a bundle of entries is too long")
		}
	}
	return all, nil
}

// Proofs of consistency between the newest head and every earlier one that is kept.
func consistency(p policy, s source, tree tlog.Tree) (int, error) {
	heads := 0
	for size := int64(1); size < tree.N; size++ {
		signed, err := s.read(fmt.Sprintf("checkpoints/%d", size))
		if errors.Is(err, errAbsent) {
			continue
		} else if err != nil {
			return heads, err
		}
		earlier, err := p.open(signed)
		if err != nil {
			return heads, fmt.Errorf("head %d: %w", size, err)
		}
		text, err := s.read(fmt.Sprintf("consistency/%d/%d", size, tree.N))
		if err != nil {
			return heads, err
		}
		proof, err := hashes(string(text))
		if err != nil {
			return heads, err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash); err != nil {
			return heads, fmt.Errorf("%d -> %d: %w", size, tree.N, err)
		}
		heads++
	}
	return heads, nil
}

// One c2sp.org/tlog-proof@v1 with its entry in the line "extra".
func checkProof(p policy, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, signed, found := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no proof")
	}
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(strings.Join(lines[3:], "\n"))
	if err != nil {
		return err
	}
	tree, err := p.open(signed)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: log POLICY LOG [-save DIR] [PROOF...]")
	}
	p, err := readPolicy(args[0])
	if err != nil {
		return err
	}
	s := source{base: strings.TrimSuffix(args[1], "/"), known: map[string][]byte{}}
	proofs := args[2:]
	if len(proofs) > 1 && proofs[0] == "-save" {
		s.save, proofs = proofs[1], proofs[2:]
	}
	began := time.Now()
	signed, err := s.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := p.open(signed)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("checkpoint ok: size %d root %v, %d signatures; not checked: %d keys of types that x/mod does not know\n",
		tree.N, tree.Hash, len(p.verifiers), p.notOurs)

	// one call reads every tile and authenticates it against the root
	reader := tlog.TileHashReader(tree, s)
	indexes := make([]int64, tree.N)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	leaves, err := reader.ReadHashes(indexes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	entries, err := entriesOf(s, tree.N)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if tlog.RecordHash(entry) != leaves[i] {
			return fmt.Errorf("entry %d does not hash to its leaf", i)
		}
		proof, err := tlog.ProveRecord(tree.N, int64(i), reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), leaves[i]); err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
	}
	fmt.Printf("tiles ok: %d entries, each under the root\n", len(entries))
	heads, err := consistency(p, s, tree)
	if err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	fmt.Printf("consistency ok: %d earlier heads\n", heads)
	for _, file := range proofs {
		if err := checkProof(p, file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	fmt.Printf("proofs ok: %d, %v\n", len(proofs), time.Since(began).Round(time.Millisecond))
	return nil
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}
