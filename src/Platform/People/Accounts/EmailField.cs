using System.Net.Mail;
using Uramost.Platform.Ui;

namespace Uramost.Platform.People.Accounts;

/// <summary>Reads e-mail addresses from forms.</summary>
public static class EmailField
{
    /// <summary>An e-mail address that must not be empty.</summary>
    public static string Email(this FormProblems problems, string field, string? typed, string message)
    {
        var email = problems.Required(field, typed, 254);
        if (email.Length > 0 && !IsEmail(email)) problems.Add(field, message);
        return email;
    }

    /// <summary>Whether a text is one plain address with a host.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Length > 2 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
