using System.Text.RegularExpressions;

namespace Uramost.Programmes.Iati;

/// <summary>
/// Whether an identifier may be an organisation's: the code of a register, a hyphen, the number there. No register of
/// Kosovo's organisations is listed; what such an organisation can use is offered instead.
/// </summary>
public static partial class OrganisationIdentifier
{
    /// <summary>Registers that are offered, in that order.</summary>
    public static readonly IReadOnlyList<string> Registers = ["XI-IATI", "XI-ROR", "XI-WIKIDATA", "RS-APR", "RS-PIB"];

    /// <summary>What is wrong, as a key of the words; null for nothing.</summary>
    /// <param name="identifier">What was typed.</param>
    /// <param name="agencies">All listed registers, where the standard's list is at hand; else only the offered ones are known.</param>
    public static string? Problem(string identifier, IReadOnlySet<string>? agencies = null)
    {
        if (!Allowed().IsMatch(identifier)) return "Identifier.Signs";
        var register = Registers.FirstOrDefault(r => identifier.StartsWith(r + "-", StringComparison.Ordinal));
        if (register is null) return agencies?.Any(a => identifier.StartsWith(a + "-", StringComparison.Ordinal) && identifier.Length > a.Length + 1) == true ? null : "Identifier.Register";
        var number = identifier[(register.Length + 1)..];
        return register switch
        {
            "XI-ROR" => Ror().IsMatch(number) ? null : "Identifier.Ror",
            "XI-WIKIDATA" => Wikidata().IsMatch(number) ? null : "Identifier.Wikidata",
            "RS-APR" => Eight().IsMatch(number) ? null : "Identifier.Apr",
            "RS-PIB" => IsPib(number) ? null : "Identifier.Pib",
            _ => number.Length > 0 ? null : "Identifier.Signs",
        };
    }

    /// <summary>Whether a related activity's or an activity's own part may stand in an identifier.</summary>
    public static bool IsPlain(string text) => Allowed().IsMatch(text);

    /// <summary>Whether nine digits are a Serbian tax number: the last is a check digit (ISO 7064, MOD 11,10).</summary>
    public static bool IsPib(string digits)
    {
        if (digits.Length != 9 || !digits.All(char.IsAsciiDigit)) return false;
        var product = 10;
        foreach (var digit in digits[..8])
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == digits[8] - '0';
    }

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    [GeneratedRegex("^0[a-z0-9]{6}[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ror();

    [GeneratedRegex("^Q[1-9][0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Wikidata();

    [GeneratedRegex("^[0-9]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Eight();
}
