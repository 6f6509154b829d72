using System.IO.Compression;
using System.Text;

namespace Uramost.Platform.Files;

/// <summary>
/// The objects of a PDF file, found by its cross-reference (tables, streams, hybrids, earlier revisions) or, when that is damaged, by
/// looking through the file for them. Reads only what content needs; not for showing pages.
/// </summary>
internal sealed class PdfFile
{
    private const long MostUnpacked = 400L * 1024 * 1024;

    private readonly byte[] bytes;
    private readonly Dictionary<int, (bool Packed, int At, int Index)> places = [];
    private readonly Dictionary<int, object?> read = [];
    private readonly HashSet<int> reading = [];
    private readonly Dictionary<int, Dictionary<int, object?>> packs = [];
    private int[]? streamEnds;
    private long unpacked;
    private bool searched;

    /// <summary>Finds the objects.</summary>
    /// <exception cref="FileRefusedException"><c>pdf-encrypted</c>, <c>unpacks-too-large</c>.</exception>
    /// <exception cref="InvalidDataException">No catalogue can be found.</exception>
    public PdfFile(byte[] bytes)
    {
        this.bytes = bytes;
        Trailer = new();
        try { ReadReferences(); }
        catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { Search(); }
        if (Trailer["Encrypt"] is not null) throw new FileRefusedException("pdf-encrypted");
        if (!Whole() && !searched) Search();
        if (Trailer["Encrypt"] is not null) throw new FileRefusedException("pdf-encrypted");
        if (!Whole()) throw new InvalidDataException();
    }

    /// <summary>The newest trailer's entries.</summary>
    public PdfDictionary Trailer { get; private set; }

    public byte[] Bytes => bytes;

    private bool Whole()
    {
        try { return Resolve(Trailer["Root"]) is PdfDictionary root && Resolve(root["Pages"]) is PdfDictionary; }
        catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { return false; }
    }

    /// <summary>The value behind a reference (or the value itself); a missing object is null, as the format says.</summary>
    public object? Resolve(object? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops > 16) throw new InvalidDataException();
            value = Object(reference.Number);
        }
        return value;
    }

    public object? Object(int number)
    {
        if (read.TryGetValue(number, out var known)) return known;
        if (!places.TryGetValue(number, out var place) || !reading.Add(number)) return null;
        try
        {
            object? value;
            if (place.Packed) value = Unpack(place.At).GetValueOrDefault(number);
            else
            {
                try { value = ObjectAt(place.At, number); }
                catch (Exception e) when (MetadataRemoval.IsBadContent(e) && !searched)
                {
                    Search();
                    return Object(number);
                }
            }
            read[number] = value;
            return value;
        }
        finally { reading.Remove(number); }
    }

    private object? ObjectAt(int at, int number)
    {
        var syntax = new PdfSyntax(bytes, at);
        if (syntax.Whole() != number || syntax.Whole() < 0 || !syntax.TryWord("obj")) throw new InvalidDataException();
        return Body(syntax);
    }

    /// <summary>An object's value after its <c>obj</c>; of a stream, where its bytes are, with a wrong length put right by looking for its end.</summary>
    private object? Body(PdfSyntax syntax)
    {
        var value = syntax.Value();
        if (value is not PdfDictionary dictionary) return value;
        var after = syntax.Position;
        syntax.SkipSpace();
        if (!bytes.AsSpan(syntax.Position).StartsWith("stream"u8)) { syntax.Position = after; return value; }
        var start = syntax.Position + 6;
        if (start < bytes.Length && bytes[start] == '\r') start++;
        if (start < bytes.Length && bytes[start] == '\n') start++;
        long length = -1;
        try { length = (Resolve(dictionary["Length"]) as PdfNumber)?.Whole ?? -1; }
        catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { }
        if (length >= 0 && start + length <= bytes.Length)
        {
            var end = new PdfSyntax(bytes, (int)(start + length));
            end.SkipSpace();
            if (bytes.AsSpan(end.Position).StartsWith("endstream"u8))
            {
                syntax.Position = end.Position + 9;
                return new PdfStream(dictionary, start, (int)length);
            }
        }
        streamEnds ??= [.. Occurrences("endstream"u8)];
        var index = Array.BinarySearch(streamEnds, start);
        if (index < 0) index = ~index;
        if (index >= streamEnds.Length) throw new EndOfStreamException();
        var stop = streamEnds[index];
        syntax.Position = stop + 9;
        if (stop > start && bytes[stop - 1] == '\n') stop--;
        if (stop > start && bytes[stop - 1] == '\r') stop--;
        return new PdfStream(dictionary, start, stop - start);
    }

    private List<int> Occurrences(ReadOnlySpan<byte> word)
    {
        var found = new List<int>();
        for (var at = 0; at < bytes.Length;)
        {
            var next = bytes.AsSpan(at).IndexOf(word);
            if (next < 0) break;
            found.Add(at + next);
            at += next + word.Length;
        }
        return found;
    }

    // --- the cross-reference ---

    private void ReadReferences()
    {
        var tail = bytes.AsSpan(Math.Max(0, bytes.Length - 4096));
        var mark = tail.LastIndexOf("startxref"u8);
        if (mark < 0) throw new InvalidDataException();
        var next = new PdfSyntax(bytes, bytes.Length - tail.Length + mark + 9).Whole();
        var seen = new HashSet<long>();
        var first = true;
        var queue = new Queue<long>([next]);
        while (queue.TryDequeue(out var at))
        {
            if (!seen.Add(at)) continue;
            if (at < 0 || at >= bytes.Length || seen.Count > 4096) throw new InvalidDataException();
            var syntax = new PdfSyntax(bytes, (int)at);
            var trailer = syntax.TryWord("xref") ? Table(syntax) : StreamTable((int)at);
            if (first) Trailer = trailer;
            first = false;
            // A hybrid file's stream comes before the earlier revision, so that its entries win over older ones.
            if (trailer["XRefStm"] is PdfNumber hybrid) queue.Enqueue(hybrid.Whole);
            if (trailer["Prev"] is PdfNumber previous) queue.Enqueue(previous.Whole);
            if (trailer["Encrypt"] is { } encrypt) Trailer["Encrypt"] = encrypt;
            if (Trailer["Root"] is null && trailer["Root"] is { } root) Trailer["Root"] = root;
        }
        foreach (var free in places.Where(p => p.Value.At < 0).Select(p => p.Key).ToList()) places.Remove(free);
    }

    private PdfDictionary Table(PdfSyntax syntax)
    {
        while (!syntax.TryWord("trailer"))
        {
            long start = syntax.Whole(), count = syntax.Whole();
            if (start < 0 || count < 0) throw new InvalidDataException();
            for (long i = 0; i < count; i++)
            {
                long at = syntax.Whole(), generation = syntax.Whole();
                var kind = syntax.Word();
                if (at < 0 || generation < 0 || kind is not ("n" or "f")) throw new InvalidDataException();
                if (start + i <= int.MaxValue) places.TryAdd((int)(start + i), (false, kind == "n" && at > 0 && at < bytes.Length ? (int)at : -1, 0));
            }
        }
        return syntax.Value() as PdfDictionary ?? throw new InvalidDataException();
    }

    private PdfDictionary StreamTable(int at)
    {
        var syntax = new PdfSyntax(bytes, at);
        if (syntax.Whole() < 0 || syntax.Whole() < 0 || !syntax.TryWord("obj") || Body(syntax) is not PdfStream stream || stream.Dictionary.Name("Type") != "XRef") throw new InvalidDataException();
        var data = Decode(stream);
        if (stream.Dictionary["W"] is not List<object?> { Count: 3 } w) throw new InvalidDataException();
        var widths = w.Select(x => (int)((x as PdfNumber)?.Whole ?? throw new InvalidDataException())).ToArray();
        if (widths.Any(x => x is < 0 or > 8) || widths.Sum() == 0) throw new InvalidDataException();
        var index = (stream.Dictionary["Index"] as List<object?>)?.Select(x => (x as PdfNumber)?.Whole ?? throw new InvalidDataException()).ToList()
            ?? [0, (stream.Dictionary["Size"] as PdfNumber)?.Whole ?? throw new InvalidDataException()];
        var p = 0;
        for (var section = 0; section + 1 < index.Count; section += 2)
            for (long i = 0; i < index[section + 1] && p + widths.Sum() <= data.Length; i++)
            {
                long kind = widths[0] == 0 ? 1 : Field(widths[0]), second = Field(widths[1]), third = Field(widths[2]);
                var number = index[section] + i;
                if (number is < 0 or > int.MaxValue) throw new InvalidDataException();
                places.TryAdd((int)number, kind switch
                {
                    1 when second > 0 && second < bytes.Length => (false, (int)second, 0),
                    2 when second is > 0 and <= int.MaxValue => (true, (int)second, (int)Math.Min(third, int.MaxValue)),
                    _ => (false, -1, 0),
                });
            }
        return stream.Dictionary;

        long Field(int width)
        {
            long value = 0;
            for (var i = 0; i < width; i++) value = (value << 8) | data[p++];
            return value;
        }
    }

    // --- a damaged file ---

    private void Search()
    {
        searched = true;
        places.Clear();
        read.Clear();
        packs.Clear();
        var trailer = new PdfDictionary();
        var encrypted = Trailer["Encrypt"];
        var packed = new List<int>();
        var catalogue = -1;
        var resume = 0;
        foreach (var obj in Occurrences("obj"u8))
        {
            if (obj < resume) continue;
            var at = obj - 1;
            if (!Back(ref at, PdfSyntax.IsSpace) || !Back(ref at, char.IsAsciiDigit) || !Back(ref at, PdfSyntax.IsSpace)) continue;
            var end = at + 1;
            if (!Back(ref at, char.IsAsciiDigit) || !int.TryParse(Encoding.Latin1.GetString(bytes, at + 1, end - at - 1), out var number)) continue;
            try
            {
                var syntax = new PdfSyntax(bytes, obj + 3);
                var value = Body(syntax);
                places[number] = (false, at + 1, 0);
                if (value is PdfStream stream)
                {
                    resume = syntax.Position;
                    if (stream.Dictionary.Name("Type") == "ObjStm") packed.Add(number);
                    if (stream.Dictionary.Name("Type") == "XRef") Merge(stream.Dictionary);
                }
                if (value is PdfDictionary d && d.Name("Type") == "Catalog") catalogue = number;
            }
            catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { }
        }
        foreach (var at in Occurrences("trailer"u8))
        {
            try { if (new PdfSyntax(bytes, at + 7).Value() is PdfDictionary d) Merge(d); }
            catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { }
        }
        // An encrypted file's packed objects are not readable, and it is refused anyway.
        if (trailer["Encrypt"] is null && encrypted is null)
            foreach (var number in packed)
            {
                try
                {
                    foreach (var (inside, value) in Unpack(number))
                    {
                        if (places.TryGetValue(inside, out var place) && !place.Packed) continue;
                        places[inside] = (true, number, 0);
                        if (value is PdfDictionary d && d.Name("Type") == "Catalog") catalogue = inside;
                    }
                }
                catch (Exception e) when (MetadataRemoval.IsBadContent(e)) { }
            }
        if (encrypted is not null) trailer["Encrypt"] = encrypted;
        if ((trailer["Root"] is not PdfReference root || !places.ContainsKey(root.Number)) && catalogue >= 0) trailer["Root"] = new PdfReference(catalogue, 0);
        Trailer = trailer;

        void Merge(PdfDictionary d)
        {
            foreach (var key in (string[])["Root", "Encrypt"]) if (d[key] is { } value) trailer[key] = value;
        }
    }

    private bool Back(ref int at, Func<byte, bool> of)
    {
        var start = at;
        while (at >= 0 && start - at < 32 && of(bytes[at])) at--;
        return at < start;
    }

    private bool Back(ref int at, Func<char, bool> of) => Back(ref at, (byte b) => of((char)b));

    // --- streams ---

    private Dictionary<int, object?> Unpack(int number)
    {
        if (packs.TryGetValue(number, out var known)) return known;
        packs[number] = [];
        if (Object(number) is not PdfStream pack || pack.Dictionary.Name("Type") != "ObjStm") throw new InvalidDataException();
        var data = Decode(pack);
        var count = (Resolve(pack.Dictionary["N"]) as PdfNumber)?.Whole ?? throw new InvalidDataException();
        var first = (Resolve(pack.Dictionary["First"]) as PdfNumber)?.Whole ?? throw new InvalidDataException();
        var header = new PdfSyntax(data);
        var objects = new Dictionary<int, object?>();
        var budget = 4L * data.Length + 100_000;
        for (long i = 0; i < count; i++)
        {
            long inside = header.Whole(), offset = header.Whole();
            if (inside is < 0 or > int.MaxValue || offset < 0 || first + offset > data.Length) throw new InvalidDataException();
            var syntax = new PdfSyntax(data, (int)(first + offset));
            objects[(int)inside] = syntax.Value();
            // Offsets that all point at one large object would cost more than the file is worth.
            if ((budget -= syntax.Position - (first + offset)) < 0) throw new InvalidDataException();
        }
        return packs[number] = objects;
    }

    /// <summary>A stream's bytes with Flate (and its predictors), ASCIIHex and ASCII85 undone.</summary>
    /// <exception cref="InvalidDataException">Another filter.</exception>
    public byte[] Decode(PdfStream stream, string? stopBefore = null)
    {
        var filters = Filters(stream.Dictionary);
        var settings = Resolve(stream.Dictionary["DecodeParms"]) switch { List<object?> l => l.Select(x => Resolve(x) as PdfDictionary).ToList(), PdfDictionary d => [d], _ => [] };
        var data = bytes.AsSpan(stream.Start, stream.Length).ToArray();
        for (var i = 0; i < filters.Count; i++)
        {
            if (filters[i] == stopBefore) return data;
            data = filters[i] switch
            {
                "FlateDecode" or "Fl" => Predict(Inflate(data), i < settings.Count ? settings[i] : null),
                "ASCIIHexDecode" or "AHx" => Convert.FromHexString(HexDigits(data)),
                "ASCII85Decode" or "A85" => Ascii85(data),
                _ => throw new InvalidDataException(),
            };
        }
        return data;
    }

    /// <summary>The names of a stream's filters, outermost first.</summary>
    public List<string> Filters(PdfDictionary dictionary) => Resolve(dictionary["Filter"] ?? dictionary["F"]) switch
    {
        PdfName one => [one.Value],
        List<object?> several => [.. several.Select(x => (Resolve(x) as PdfName)?.Value ?? "")],
        _ => [],
    };

    private byte[] Inflate(byte[] data)
    {
        using var inflate = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var limited = new LimitedStream(inflate, MostUnpacked, n =>
        {
            if ((unpacked += n) > MostUnpacked) throw new FileRefusedException("unpacks-too-large", FileSize.Say(MostUnpacked));
        });
        var output = new MemoryStream();
        limited.CopyTo(output);
        return output.ToArray();
    }

    private byte[] Predict(byte[] data, PdfDictionary? settings)
    {
        var predictor = (Resolve(settings?["Predictor"]) as PdfNumber)?.Whole ?? 1;
        if (predictor <= 1) return data;
        if (predictor < 10) throw new InvalidDataException();
        long Number(string key, long otherwise) => (Resolve(settings![key]) as PdfNumber)?.Whole ?? otherwise;
        var pixel = (int)Math.Clamp((Number("Colors", 1) * Number("BitsPerComponent", 8) + 7) / 8, 1, 64);
        var row = checked((int)((Number("Colors", 1) * Number("BitsPerComponent", 8) * Number("Columns", 1) + 7) / 8));
        if (row is <= 0 or > 1 << 24) throw new InvalidDataException();
        var output = new byte[(data.Length + row) / (row + 1) * row];
        int at = 0, to = 0;
        for (; at < data.Length; to += row)
        {
            var kind = data[at++];
            var here = Math.Min(row, data.Length - at);
            for (var i = 0; i < here; i++)
            {
                int left = i >= pixel ? output[to + i - pixel] : 0, up = to > 0 ? output[to + i - row] : 0, corner = to > 0 && i >= pixel ? output[to + i - row - pixel] : 0;
                output[to + i] = (byte)(data[at + i] + kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }
            at += here;
        }
        return output;

        static int Paeth(int a, int b, int c)
        {
            int p = a + b - c, pa = Math.Abs(p - a), pb = Math.Abs(p - b), pc = Math.Abs(p - c);
            return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
        }
    }

    private static string HexDigits(byte[] data)
    {
        var text = new StringBuilder();
        foreach (var b in data)
        {
            if (b == '>') break;
            if (!PdfSyntax.IsSpace(b)) text.Append((char)b);
        }
        if (text.Length % 2 == 1) text.Append('0');
        return text.ToString();
    }

    private static byte[] Ascii85(byte[] data)
    {
        var output = new MemoryStream();
        var group = new List<uint>(5);
        foreach (var b in data)
        {
            if (b == '~') break;
            if (PdfSyntax.IsSpace(b)) continue;
            if (b == 'z' && group.Count == 0) { output.Write(new byte[4]); continue; }
            if (b is < (byte)'!' or > (byte)'u') throw new InvalidDataException();
            group.Add((uint)(b - '!'));
            if (group.Count == 5) Flush(5);
        }
        if (group.Count > 1) { var n = group.Count; while (group.Count < 5) group.Add(84); Flush(n); }
        return output.ToArray();

        void Flush(int n)
        {
            uint value = 0;
            foreach (var digit in group) value = value * 85 + digit;
            byte[] four = [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
            output.Write(four, 0, n - 1);
            group.Clear();
        }
    }
}
