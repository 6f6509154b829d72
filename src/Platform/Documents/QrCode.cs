using System.Globalization;
using System.Text;
using QRCoder;

namespace Uramost.Platform.Documents;

/// <summary>QR codes as SVG: attributes only, so that the strictest content policy lets them pass, and sharp at any size in print.</summary>
public static class QrCode
{
    /// <summary>An SVG of the text at error correction M, with the quiet zone of four modules that the standard (ISO/IEC 18004) asks for.</summary>
    /// <param name="text">What a scanner reads: an address, as a rule.</param>
    /// <param name="title">What it is, for those who cannot see it.</param>
    /// <exception cref="ArgumentException">The text is longer than a QR code holds (about 2,300 characters).</exception>
    public static string Svg(string text, string title)
    {
        var matrix = Modules(text);
        var size = matrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                if (!matrix[y][x]) continue;
                var from = x;
                while (x + 1 < size && matrix[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1h-{x - from + 1}z");
            }
        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{System.Security.SecurityElement.Escape(title)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>""");
    }

    internal static List<System.Collections.BitArray> Modules(string text)
    {
        try
        {
            using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
            return data.ModuleMatrix;
        }
        catch (QRCoder.Exceptions.DataTooLongException e) { throw new ArgumentException(e.Message, nameof(text), e); }
    }
}
