using System.Buffers.Binary;
using System.Text;

namespace Uramost.Platform.Files;

/// <summary>Ranges of a file that are overwritten while it is copied, so that a recording never lies in memory as a whole.</summary>
internal sealed class Patches
{
    private readonly SortedDictionary<long, (long Length, byte[]? Bytes)> ranges = [];

    /// <summary>Overwrites a range with zeros.</summary>
    public void Zero(long at, long length) { if (length > 0) ranges[at] = (Math.Max(length, ranges.TryGetValue(at, out var r) ? r.Length : 0), null); }

    /// <summary>Overwrites bytes with others.</summary>
    public void Set(long at, byte[] bytes) => ranges[at] = (bytes.Length, bytes);

    /// <summary>Copies <paramref name="source"/> from <paramref name="from"/> up to <paramref name="to"/> with the ranges overwritten; a later range may lie inside an earlier one.</summary>
    public void Copy(Stream source, Stream target, long from, long to)
    {
        source.Position = from;
        var buffer = new byte[1 << 16];
        var queue = ranges.ToList();
        var first = 0;
        for (var at = from; at < to;)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, to - at));
            if (read == 0) throw new EndOfStreamException();
            while (first < queue.Count && queue[first].Key + queue[first].Value.Length <= at) first++;
            for (var i = first; i < queue.Count && queue[i].Key < at + read; i++)
            {
                var (start, (length, bytes)) = (queue[i].Key, queue[i].Value);
                var (low, high) = (Math.Max(start, at), Math.Min(start + length, at + read));
                for (var p = low; p < high; p++) buffer[p - at] = bytes is null ? (byte)0 : bytes[p - start];
            }
            target.Write(buffer, 0, read);
            at += read;
        }
    }
}

/// <summary>
/// MP4, M4A and QuickTime (ISO/IEC 14496-12): boxes that describe the recording (user data, metadata, private ones) become empty
/// <c>free</c> boxes of the same length, so that every offset stays right; dates and the names of device and encoder become zeros;
/// tracks of positions and other readings are turned off and their samples overwritten.
/// </summary>
internal static class CleanMp4
{
    private static readonly Dictionary<string, HashSet<string>> Known = new()
    {
        [""] = ["ftyp", "moov", "mdat", "moof", "mfra", "sidx", "styp", "ssix", "wide", "pdin"],
        ["moov"] = ["mvhd", "trak", "mvex", "iods", "clip"],
        ["trak"] = ["tkhd", "tref", "edts", "mdia", "tapt", "trgr"],
        ["mdia"] = ["mdhd", "hdlr", "minf", "elng"],
        ["minf"] = ["vmhd", "smhd", "hmhd", "nmhd", "sthd", "gmhd", "dinf", "stbl", "hdlr"],
        ["stbl"] = ["stsd", "stts", "ctts", "cslg", "stss", "stps", "stsc", "stsz", "stz2", "stco", "co64", "sdtp", "sbgp", "sgpd", "subs", "saiz", "saio"],
        ["moof"] = ["mfhd", "traf"],
        ["traf"] = ["tfhd", "tfdt", "trun", "sbgp", "sgpd", "subs", "saiz", "saio", "sdtp"],
        ["mvex"] = ["mehd", "trex", "leva"],
    };

    private sealed record Box(string Type, long Start, long Body, long End);

    public static Removed Clean(Stream source, Stream target)
    {
        var patches = new Patches();
        var removed = Removed.None;
        bool movie = false, data = false;
        var work = new Queue<(string Parent, long From, long To, int Depth)>();
        work.Enqueue(("", 0, source.Length, 0));
        var seen = 0;
        while (work.TryDequeue(out var part))
        {
            foreach (var box in Boxes(source, part.From, part.To))
            {
                if (++seen > 200_000) throw new InvalidDataException();
                movie |= part.Parent == "" && box.Type is "moov";
                data |= part.Parent == "" && box.Type is "mdat" or "moof";
                if (Known.TryGetValue(part.Parent, out var known) && !known.Contains(box.Type))
                {
                    patches.Set(box.Start + 4, "free"u8.ToArray());
                    patches.Zero(box.Body, box.End - box.Body);
                    continue;
                }
                switch (box.Type)
                {
                    case "mvhd" or "tkhd" or "mdhd":
                        var version = Read(source, box.Body, 4)[0];
                        patches.Zero(box.Body + 4, Math.Min(version == 1 ? 16 : 8, box.End - box.Body - 4));
                        break;
                    case "hdlr":
                        patches.Zero(box.Body + 24, box.End - box.Body - 24);
                        break;
                    case "stsd": SampleNames(source, box, patches); break;
                    case "trak" when Telemetry(source, box):
                        removed |= Removed.Telemetry;
                        ZeroSamples(source, box, patches);
                        patches.Set(box.Start + 4, "free"u8.ToArray());
                        patches.Zero(box.Body, box.End - box.Body);
                        continue;
                }
                if (Known.ContainsKey(box.Type) && part.Depth < 8) work.Enqueue((box.Type, box.Body, box.End, part.Depth + 1));
            }
        }
        if (!movie || !data) throw new InvalidDataException();
        patches.Copy(source, target, 0, source.Length);
        return removed;
    }

    private static IEnumerable<Box> Boxes(Stream source, long from, long to)
    {
        for (var at = from; at + 8 <= to;)
        {
            var head = Read(source, at, (int)Math.Min(16, to - at));
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var type = Encoding.Latin1.GetString(head, 4, 4);
            long body = at + 8;
            if (size == 1 && head.Length == 16) { size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)); body = at + 16; }
            else if (size == 0 && from == 0) size = to - at;
            // QuickTime ends a list of user data with four zero bytes instead of a box.
            else if (size == 0) yield break;
            if (size < body - at || size > to - at) throw new InvalidDataException();
            yield return new(type, at, body, at + size);
            at += size;
        }
    }

    private static byte[] Read(Stream source, long at, int count)
    {
        var bytes = new byte[count];
        source.Position = at;
        source.ReadExactly(bytes);
        return bytes;
    }

    private static Box? Find(Stream source, Box inside, params string[] path)
    {
        var box = inside;
        foreach (var step in path)
        {
            box = Boxes(source, box.Body, box.End).FirstOrDefault(b => b.Type == step);
            if (box is null) return null;
        }
        return box;
    }

    private static bool Telemetry(Stream source, Box trak)
    {
        if (Find(source, trak, "mdia", "hdlr") is not { } handler || handler.End - handler.Body < 12) return true;
        return Encoding.Latin1.GetString(Read(source, handler.Body + 8, 4)) is not ("vide" or "soun" or "subt" or "text" or "sbtl" or "clcp" or "hint" or "auxv" or "pict");
    }

    /// <summary>A picture's sample entry has 32 bytes for the encoder's name, in which cameras write themselves.</summary>
    private static void SampleNames(Stream source, Box stsd, Patches patches)
    {
        for (var at = stsd.Body + 8; at + 16 <= stsd.End;)
        {
            var head = Read(source, at, 8);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size < 16 || at + size > stsd.End) return;
            if (Encoding.Latin1.GetString(head, 4, 4) is "avc1" or "avc3" or "hvc1" or "hev1" or "mp4v" or "av01" or "vp09" or "s263" or "h263" or "jpeg" or "apcn" or "dvh1" or "dvhe" && size >= 86)
                patches.Zero(at + 50, 32);
            at += size;
        }
    }

    private static void ZeroSamples(Stream source, Box trak, Patches patches)
    {
        var table = Find(source, trak, "mdia", "minf", "stbl");
        if (table is null) return;
        var (sizes, chunks, runs) = (Find(source, table, "stsz"), Find(source, table, "stco") ?? Find(source, table, "co64"), Find(source, table, "stsc"));
        if (sizes is null || chunks is null || runs is null) return;
        byte[] z = Whole(sizes), c = Whole(chunks), r = Whole(runs);
        var wide = chunks.Type == "co64";
        uint same = U32(z, 4), samples = U32(z, 8), chunkCount = U32(c, 4), runCount = U32(r, 4);
        long sample = 0, run = 0, work = 0;
        for (long chunk = 0; chunk < chunkCount && sample < samples; chunk++)
        {
            while (run + 1 < runCount && U32(r, 8 + (run + 1) * 12) <= chunk + 1) run++;
            long at = wide ? BinaryPrimitives.ReadInt64BigEndian(c.AsSpan((int)(8 + chunk * 8))) : U32(c, 8 + chunk * 4);
            long length = 0;
            for (var n = U32(r, 8 + run * 12 + 4); n > 0 && sample < samples; n--, sample++)
            {
                if (++work > 5_000_000) throw new InvalidDataException();
                length += same != 0 ? same : U32(z, 12 + sample * 4);
            }
            if (at < 0 || at + length > source.Length) throw new InvalidDataException();
            patches.Zero(at, length);
        }
        return;
        byte[] Whole(Box box) => Read(source, box.Body, (int)Math.Min(box.End - box.Body, 40_000_000));
        static uint U32(byte[] b, long at) => BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan((int)at));
    }
}

/// <summary>MP3: the frames stay; ID3 at the front, ID3v1, APE and Lyrics3 at the end go, and whatever else is not a frame.</summary>
internal static class CleanMp3
{
    public static void Clean(Stream source, Stream target)
    {
        long from = 0, to = source.Length;
        while (from + 10 <= to)
        {
            var head = Read(source, from, 10);
            if (!head.AsSpan().StartsWith("ID3"u8)) break;
            if (((head[6] | head[7] | head[8] | head[9]) & 0x80) != 0) throw new InvalidDataException();
            from += 10 + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]) + ((head[5] & 0x10) != 0 ? 10 : 0);
        }
        // Frame after frame, so that what lies between or behind them is not carried along; the length is ISO/IEC 11172-3, 2.4.3.1.
        if (from >= to) throw new InvalidDataException();
        source.Position = from;
        var input = new BufferedStream(source, 1 << 16);
        var frame = new byte[8192];
        var frames = 0;
        var lost = 0L;
        var window = new byte[4];
        if (input.ReadAtLeast(window, 4, false) < 4) throw new InvalidDataException();
        while (true)
        {
            var length = FrameLength(window);
            if (length > 4)
            {
                window.CopyTo(frame, 0);
                if (input.ReadAtLeast(frame.AsSpan(4, length - 4), length - 4, false) < length - 4) break;
                BlankEncoder(frame.AsSpan(0, length), frames++ == 0);
                target.Write(frame, 0, length);
                if (input.ReadAtLeast(window, 4, false) < 4) break;
            }
            else
            {
                var next = input.ReadByte();
                if (next < 0) break;
                window = [window[1], window[2], window[3], (byte)next];
                if (frames == 0 && ++lost > 65_536) throw new InvalidDataException();
            }
        }
        if (frames < 2) throw new InvalidDataException();
    }

    private static byte[] Read(Stream source, long at, int count)
    {
        var bytes = new byte[count];
        source.Position = at;
        source.ReadExactly(bytes);
        return bytes;
    }

    private static readonly int[] RatesV1L3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    private static readonly int[] RatesV1L2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0];
    private static readonly int[] RatesV2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    private static readonly int[] Samplings = [44100, 48000, 32000, 0];

    private static int FrameLength(byte[] h)
    {
        if (h[0] != 0xFF || (h[1] & 0xE0) != 0xE0) return 0;
        int version = (h[1] >> 3) & 3, layer = (h[1] >> 1) & 3, rate = h[2] >> 4, sampling = Samplings[(h[2] >> 2) & 3], padding = (h[2] >> 1) & 1;
        if (version == 1 || layer is 0 or 3 || sampling == 0) return 0;
        if (version == 2) sampling /= 2;
        if (version == 0) sampling /= 4;
        var kilobits = (version == 3 ? layer == 1 ? RatesV1L3 : RatesV1L2 : RatesV2)[rate];
        return kilobits == 0 ? 0 : (layer == 1 && version != 3 ? 72 : 144) * kilobits * 1000 / sampling + padding;
    }

    /// <summary>The first frame may be an index (Xing) whose last field names the encoder; LAME also fills spare bytes of frames with its name. The frames stay, the name goes.</summary>
    private static void BlankEncoder(Span<byte> frame, bool first)
    {
        foreach (var name in first ? (string[])["LAME", "Lavf", "Lavc", "GOGO"] : ["LAME3."])
            for (int at; (at = frame.IndexOf(Encoding.ASCII.GetBytes(name))) >= 0;) frame.Slice(at, Math.Min(9, frame.Length - at)).Clear();
    }
}
