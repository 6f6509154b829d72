using Microsoft.AspNetCore.Identity;
using Uramost.Platform.Data;

namespace Uramost.Platform.People;

/// <summary>Somebody who can sign in. The user name and e-mail are stored encrypted; see the identity protection in this folder.</summary>
[Personal]
public sealed class Account : IdentityUser<Guid>, IAudited
{
    /// <summary>The variant of the interface the person last chose, as its path.</summary>
    public string Language { get; set; } = "en";
}
