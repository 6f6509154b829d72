using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.DataProtection;

namespace Uramost.Platform.Data;

/// <summary>A key that protects cookies and form tokens; every node reads the same ones.</summary>
public sealed class DataKey
{
    /// <summary>Name that the framework gives it.</summary>
    [Key, MaxLength(200)] public required string Name { get; set; }

    /// <summary>The key's XML; its secret is encrypted under the master key.</summary>
    public required string Xml { get; set; }
}

/// <summary>Keeps the framework's data-protection keys in the database, encrypted by the master key.</summary>
public static class DataKeys
{
    /// <summary>Adds data protection on the database.</summary>
    public static IServiceCollection AddDataKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("uramost");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new DataKeyTable(provider.GetRequiredService<IServiceScopeFactory>());
            options.XmlEncryptor = new MasterKeyXmlEncryptor(provider.GetRequiredService<KeyRing>());
        }));
        return services;
    }
}

/// <summary>The table as the framework asks for it.</summary>
internal sealed class DataKeyTable(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<DataKey>().AsNoTracking().AsEnumerable().Select(k => XElement.Parse(k.Xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Add(new DataKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        // The framework's interface is synchronous; it is called a few times in a year.
        db.SaveChangesAsync().GetAwaiter().GetResult();
    }
}

/// <summary>Encrypts a key's secret under the master key.</summary>
internal sealed class MasterKeyXmlEncryptor(KeyRing keys) : IXmlEncryptor
{
    /// <summary>Purpose under which the secrets are encrypted.</summary>
    internal const string Purpose = "data-protection";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var cipher = keys.Encrypt(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(cipher)), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>Opens what <see cref="MasterKeyXmlEncryptor"/> sealed; made by the framework from the name in the XML.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<KeyRing>().Decrypt(MasterKeyXmlEncryptor.Purpose, Convert.FromBase64String(encryptedElement.Value))));
}
