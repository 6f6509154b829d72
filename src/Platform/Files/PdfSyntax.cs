using System.Globalization;
using System.Text;

namespace Uramost.Platform.Files;

/// <summary>A name (without its slash), decoded.</summary>
internal sealed record PdfName(string Value);

/// <summary>A number exactly as it was written.</summary>
internal sealed record PdfNumber(string Text)
{
    public long Whole => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (long)double.Parse(Text, CultureInfo.InvariantCulture);
}

/// <summary>A string's bytes.</summary>
internal sealed record PdfString(byte[] Bytes);

/// <summary>A reference to an object.</summary>
internal readonly record struct PdfReference(int Number, int Generation);

/// <summary>A dictionary in the order it was written.</summary>
internal sealed class PdfDictionary
{
    public Dictionary<string, object?> Entries { get; } = [];
    public object? this[string key] { get => Entries.GetValueOrDefault(key); set => Entries[key] = value; }
    public string? Name(string key) => (this[key] as PdfName)?.Value;
}

/// <summary>A stream: its dictionary and where its bytes lie in the file.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, int Start, int Length);

/// <summary>Reads the objects of PDF's syntax (ISO 32000-1, 7.2 and 7.3) from bytes. Null is null.</summary>
internal sealed class PdfSyntax(byte[] bytes, int position = 0)
{
    private const int Deepest = 96;
    private static readonly object Close = new();

    public int Position { get; set; } = position;
    public byte[] Bytes => bytes;

    public static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;
    private static bool IsDelimiter(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    public void SkipSpace()
    {
        while (Position < bytes.Length)
        {
            if (IsSpace(bytes[Position])) Position++;
            else if (bytes[Position] == '%')
            {
                while (Position < bytes.Length && bytes[Position] is not (10 or 13)) Position++;
            }
            else return;
        }
    }

    /// <summary>A run of regular characters; empty at a delimiter or the end.</summary>
    public string Word()
    {
        SkipSpace();
        var start = Position;
        while (Position < bytes.Length && Position - start < 64 && !IsSpace(bytes[Position]) && !IsDelimiter(bytes[Position])) Position++;
        return Encoding.Latin1.GetString(bytes, start, Position - start);
    }

    public bool TryWord(string word)
    {
        var before = Position;
        if (Word() == word) return true;
        Position = before;
        return false;
    }

    /// <summary>A whole number without a sign, or -1.</summary>
    public long Whole()
    {
        var before = Position;
        if (long.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= int.MaxValue * 8L) return n;
        Position = before;
        return -1;
    }

    public object? Value(int depth = 0)
    {
        var value = Any(depth);
        return ReferenceEquals(value, Close) ? throw new InvalidDataException() : value;
    }

    private object? Any(int depth)
    {
        if (depth > Deepest) throw new InvalidDataException();
        SkipSpace();
        if (Position >= bytes.Length) throw new EndOfStreamException();
        switch (bytes[Position])
        {
            case (byte)'/': return Name();
            case (byte)'(': return Literal();
            case (byte)'[':
                Position++;
                var list = new List<object?>();
                while (true)
                {
                    SkipSpace();
                    if (Position < bytes.Length && bytes[Position] == ']') { Position++; return list; }
                    list.Add(Value(depth + 1));
                }
            case (byte)'<' when Position + 1 < bytes.Length && bytes[Position + 1] == '<':
                Position += 2;
                var dictionary = new PdfDictionary();
                while (true)
                {
                    SkipSpace();
                    if (Position + 1 < bytes.Length && bytes[Position] == '>' && bytes[Position + 1] == '>') { Position += 2; return dictionary; }
                    if (Position >= bytes.Length || bytes[Position] != '/') throw new InvalidDataException();
                    var key = Name().Value;
                    dictionary[key] = Value(depth + 1);
                }
            case (byte)'<': return Hex();
            case (byte)'>' or (byte)']' or (byte)')' or (byte)'{' or (byte)'}': return Close;
        }
        var word = Word();
        switch (word)
        {
            case "true": return true;
            case "false": return false;
            case "null": return null;
        }
        if (word.Length == 0 || !(char.IsAsciiDigit(word[0]) || word[0] is '+' or '-' or '.')) throw new InvalidDataException();
        if (char.IsAsciiDigit(word[0]) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var after = Position;
            if (Whole() is >= 0 and <= 65535 and var generation && TryWord("R")) return new PdfReference(number, (int)generation);
            Position = after;
        }
        if (!double.TryParse(word, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _))
        {
            // Some producers write "--5" or "0.-3"; viewers read the digits they can.
            var lenient = new string([.. word.Where((c, i) => char.IsAsciiDigit(c) || c == '.' || (c == '-' && i == 0))]);
            word = double.TryParse(lenient, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _) ? lenient : throw new InvalidDataException();
        }
        return new PdfNumber(word);
    }

    private PdfName Name()
    {
        Position++;
        var text = new StringBuilder();
        while (Position < bytes.Length && !IsSpace(bytes[Position]) && !IsDelimiter(bytes[Position]))
        {
            if (bytes[Position] == '#' && Position + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[Position + 1]) && char.IsAsciiHexDigit((char)bytes[Position + 2]))
            {
                text.Append((char)((Nibble(bytes[Position + 1]) << 4) | Nibble(bytes[Position + 2])));
                Position += 3;
            }
            else text.Append((char)bytes[Position++]);
        }
        return new(text.ToString());
    }

    private static int Nibble(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;

    private PdfString Literal()
    {
        Position++;
        var text = new MemoryStream();
        for (var open = 1; ;)
        {
            if (Position >= bytes.Length) throw new EndOfStreamException();
            var b = bytes[Position++];
            switch (b)
            {
                case (byte)'(': open++; break;
                case (byte)')' when --open == 0: return new(text.ToArray());
                case (byte)'\r':
                    if (Position < bytes.Length && bytes[Position] == '\n') Position++;
                    b = (byte)'\n';
                    break;
                case (byte)'\\':
                    if (Position >= bytes.Length) throw new EndOfStreamException();
                    b = bytes[Position++];
                    if (b is >= (byte)'0' and <= (byte)'7')
                    {
                        var code = b - '0';
                        for (var i = 0; i < 2 && Position < bytes.Length && bytes[Position] is >= (byte)'0' and <= (byte)'7'; i++) code = code * 8 + bytes[Position++] - '0';
                        text.WriteByte((byte)code);
                        continue;
                    }
                    if (b is (byte)'\n') continue;
                    if (b is (byte)'\r') { if (Position < bytes.Length && bytes[Position] == '\n') Position++; continue; }
                    b = b switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => b };
                    break;
            }
            text.WriteByte(b);
        }
    }

    private PdfString Hex()
    {
        Position++;
        var text = new List<byte>();
        int high = -1;
        while (true)
        {
            if (Position >= bytes.Length) throw new EndOfStreamException();
            var b = bytes[Position++];
            if (b == '>') break;
            if (IsSpace(b)) continue;
            if (!char.IsAsciiHexDigit((char)b)) throw new InvalidDataException();
            if (high < 0) high = Nibble(b);
            else { text.Add((byte)((high << 4) | Nibble(b))); high = -1; }
        }
        if (high >= 0) text.Add((byte)(high << 4));
        return new([.. text]);
    }
}
