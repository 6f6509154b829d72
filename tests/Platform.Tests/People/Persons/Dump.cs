using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>Everything that a copy of the database holds, and the search for something that must not be in it.</summary>
internal static class Dump
{
    /// <summary>All values of the tables whose name passes, as bytes: texts as UTF-8, everything else as it is.</summary>
    public static async Task<List<byte[]>> Tables(PlatformDb db, Func<string, bool>? table = null)
    {
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Where(t => table?.Invoke(t) ?? true).ToList();
        Assert.NotEmpty(tables);
        await db.Database.OpenConnectionAsync();
        var values = new List<byte[]>();
        foreach (var name in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{name}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (!await reader.IsDBNullAsync(i)) values.Add(Bytes(reader, i));
                }
            }
        }

        return values;
    }

    /// <summary>The planted words that are found in any usual writing: other case, script or alphabet without marks, UTF-16, hexadecimal, base64.</summary>
    public static List<string> Found(IEnumerable<byte[]> values, IEnumerable<string> planted)
    {
        var patterns = planted.SelectMany(p => Writings(p).Select(w => (Planted: p, Writing: w))).ToList();
        return [.. values.SelectMany(v => patterns.Where(p => v.AsSpan().IndexOf(p.Writing) >= 0)).Select(p => p.Planted).Distinct()];
    }

    private static byte[] Bytes(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        var other => Encoding.UTF8.GetBytes(Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture)!),
    };

    private static IEnumerable<byte[]> Writings(string planted)
    {
        string[] texts = [planted, planted.ToLowerInvariant(), planted.ToUpperInvariant(), Folding.Fold(planted), SerbianScript.ToLatin(planted), SerbianScript.ToCyrillic(planted), System.Text.Json.JsonEncodedText.Encode(planted).ToString()];
        foreach (var text in texts.Distinct())
        {
            foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text) })
            {
                yield return bytes;
                yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
                yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
                for (var shift = 0; shift < 3; shift++)
                {
                    // Inside a longer base64 text only the whole groups of the word look the same.
                    var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
                    var inner = encoded[(shift == 0 ? 0 : 4)..^((shift + bytes.Length) % 3 == 0 ? 0 : 1)];
                    if (inner.Length >= 6) yield return Encoding.ASCII.GetBytes(inner);
                }
            }
        }
    }
}
