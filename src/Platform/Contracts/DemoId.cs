using System.Security.Cryptography;
using System.Text;

namespace Uramost.Platform.Contracts;

/// <summary>Ids of the records of the demonstration: the same file gives the same ids everywhere, so that loading it twice changes nothing, and rooms find each other's records.</summary>
public static class DemoId
{
    /// <summary>The id of the record that the files call so.</summary>
    public static Guid Of(string slug)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"uramost-demo/1 {slug}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
