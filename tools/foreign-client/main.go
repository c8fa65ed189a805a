// Reads a published log or a record folder with the Go project's own packages for notes and tiles, which know nothing of this
// repository: checks the log's signature, every tile, every entry, an inclusion and a consistency proof.
//
//	usage: foreign-client FOLDER VKEY
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The packages name tiles of height 8 "tile/8/<L>/<N>"; the C2SP format leaves the height out.
const height = 8

type folder string

func (f folder) Height() int { return height }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		content, err := os.ReadFile(filepath.Join(string(f), name))
		if err != nil {
			return nil, err
		}
		data = append(data, content)
	}
	return data, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) entries(size int64) (entries [][]byte) {
	for n := int64(0); n*256 < size; n++ {
		width := size - n*256
		if width > 256 {
			width = 256
		}
		name := strings.Replace(tlog.Tile{H: height, L: 0, N: n, W: int(width)}.Path(), "tile/8/0/", "tile/entries/", 1)
		rest := must(os.ReadFile(filepath.Join(string(f), name)))
		for len(rest) > 0 {
			length := int(binary.BigEndian.Uint16(rest))
			entries = append(entries, rest[2:2+length])
			rest = rest[2+length:]
		}
	}
	return entries
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: foreign-client FOLDER VKEY")
	}
	from := folder(os.Args[1])
	verifier := must(note.NewVerifier(os.Args[2]))
	signed := must(note.Open(must(os.ReadFile(filepath.Join(string(from), "checkpoint"))), note.VerifierList(verifier)))
	lines := strings.Split(signed.Text, "\n")
	var size int64
	must(fmt.Sscan(lines[1], &size))
	tree := tlog.Tree{N: size, Hash: must(tlog.ParseHash(lines[2]))}
	if lines[0] != verifier.Name() {
		log.Fatalf("a checkpoint of %s", lines[0])
	}

	// The reader accepts no tile whose hashes do not lead to the root.
	reader := tlog.TileHashReader(tree, from)
	entries := from.entries(size)
	if int64(len(entries)) != size {
		log.Fatalf("%d entries for a tree of %d", len(entries), size)
	}
	for i, entry := range entries {
		leaf := tlog.RecordHash(entry)
		proof := must(tlog.ProveRecord(size, int64(i), reader))
		if err := tlog.CheckRecord(proof, size, tree.Hash, int64(i), leaf); err != nil {
			log.Fatalf("entry %d: %v", i, err)
		}
	}
	for old := int64(1); old <= size; old++ {
		root := must(tlog.TreeHash(old, reader))
		proof := must(tlog.ProveTree(size, old, reader))
		if err := tlog.CheckTree(proof, size, tree.Hash, old, root); err != nil {
			log.Fatalf("size %d: %v", old, err)
		}
	}
	fmt.Printf("%s: %d entries and %d consistency proofs hold\n", lines[0], size, size)
}
