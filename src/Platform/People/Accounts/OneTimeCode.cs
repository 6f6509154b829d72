using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Uramost.Platform.People.Accounts;

/// <summary>One-time codes of an authenticator app: RFC 6238 with SHA-1, steps of 30 seconds and 6 digits, which is what every app knows.</summary>
public static class OneTimeCode
{
    /// <summary>Length of a step in seconds.</summary>
    public const int StepSeconds = 30;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step of an instant.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The six digits of a step.</summary>
    public static string Of(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // The standard prescribes SHA-1; its known weakness, collisions, does not touch an HMAC.
#pragma warning disable CA5350
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step for which a code is right, among this one, the one before and the one after (clocks differ), or null.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Of(secret, step)), System.Text.Encoding.ASCII.GetBytes(typed))) found = step;
        }

        return found;
    }

    /// <summary>The bytes of a secret in base 32 (RFC 4648), as Identity keeps it; spaces and lower case are accepted.</summary>
    public static byte[] Secret(string base32)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var c in base32.ToUpperInvariant().Where(c => c is not (' ' or '=')))
        {
            var value = Base32.IndexOf(c, StringComparison.Ordinal);
            if (value < 0) throw new FormatException("The secret is not base 32.");
            (buffer, bits) = ((buffer << 5 | value) & 0xFFF, bits + 5);
            if (bits < 8) continue;
            bytes.Add((byte)(buffer >> (bits - 8)));
            bits -= 8;
        }

        return [.. bytes];
    }
}
